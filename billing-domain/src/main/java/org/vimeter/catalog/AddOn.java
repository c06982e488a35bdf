package org.vimeter.catalog;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import jakarta.persistence.Table;
import java.util.ArrayList;
import java.util.List;

/** One metered resource row of a package; what it costs is in its terms. */
@Entity
@Table(name = "add_on")
@SuppressWarnings("UnusedVariable") // the position is read by JPA alone
public class AddOn {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private long id;

    @ManyToOne
    @JoinColumn(name = "package_id")
    private ServicePackage servicePackage;

    private String name;
    private String title;
    private int position;

    @OneToMany(mappedBy = "addOn", cascade = CascadeType.PERSIST)
    @OrderBy("version")
    private List<Terms> terms = new ArrayList<>();

    protected AddOn() {}

    AddOn(ServicePackage servicePackage, String name, String title, int position) {
        this.servicePackage = servicePackage;
        this.name = name;
        this.title = title;
        this.position = position;
    }

    public void agree(Terms next) {
        next.joins(this, terms.size() + 1);
        terms.add(next);
    }

    public long id() {
        return id;
    }

    public String name() {
        return name;
    }

    public String title() {
        return title;
    }

    public ServicePackage servicePackage() {
        return servicePackage;
    }

    public List<Terms> terms() {
        return List.copyOf(terms);
    }
}
