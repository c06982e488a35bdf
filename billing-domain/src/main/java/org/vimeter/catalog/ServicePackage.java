package org.vimeter.catalog;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import jakarta.persistence.Table;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;

/** What a client orders. Its internal name is the VM template's name on VMmanager. */
@Entity
@Table(name = "service_package")
public class ServicePackage {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private long id;

    private String name;

    @Column(name = "internal_name")
    private String internalName;

    private String currency;

    @OneToMany(mappedBy = "servicePackage", cascade = CascadeType.PERSIST)
    @OrderBy("position")
    private List<AddOn> addOns = new ArrayList<>();

    protected ServicePackage() {}

    public ServicePackage(String name, String internalName, Currency currency) {
        this.name = name;
        this.internalName = internalName;
        this.currency = currency.getCurrencyCode();
    }

    public AddOn addOn(String addOnName, String title) {
        var addOn = new AddOn(this, addOnName, title, addOns.size() + 1);
        addOns.add(addOn);
        return addOn;
    }

    public long id() {
        return id;
    }

    public String name() {
        return name;
    }

    public String internalName() {
        return internalName;
    }

    public Currency currency() {
        return Currency.getInstance(currency);
    }

    public List<AddOn> addOns() {
        return List.copyOf(addOns);
    }
}
