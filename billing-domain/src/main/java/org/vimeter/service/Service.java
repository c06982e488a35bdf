package org.vimeter.service;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.vimeter.account.Account;
import org.vimeter.catalog.Server;
import org.vimeter.catalog.ServicePackage;

/** Billed from its first day to its last, both included, days being the server's. */
@Entity
public class Service {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private long id;

    @ManyToOne
    @JoinColumn(name = "account_id")
    private Account account;

    @ManyToOne
    @JoinColumn(name = "package_id")
    private ServicePackage servicePackage;

    @ManyToOne
    @JoinColumn(name = "server_id")
    private Server server;

    @Column(name = "vm_id")
    private String vmId;

    @Column(name = "vm_name")
    private String vmName;

    @Column(name = "first_day")
    private LocalDate firstDay;

    @Column(name = "last_day")
    private @Nullable LocalDate lastDay;

    protected Service() {}

    /** An existing VM, by its id and name on the server. */
    public record VmRef(Server server, String id, String name) {}

    public Service(Account account, ServicePackage servicePackage, VmRef vm, LocalDate firstDay) {
        this.account = account;
        this.servicePackage = servicePackage;
        this.server = vm.server();
        this.vmId = vm.id();
        this.vmName = vm.name();
        this.firstDay = firstDay;
    }

    public long id() {
        return id;
    }

    public Account account() {
        return account;
    }

    public ServicePackage servicePackage() {
        return servicePackage;
    }

    public Server server() {
        return server;
    }

    public String vmId() {
        return vmId;
    }

    public String vmName() {
        return vmName;
    }

    public LocalDate firstDay() {
        return firstDay;
    }

    public @Nullable LocalDate lastDay() {
        return lastDay;
    }
}
