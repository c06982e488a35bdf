package org.vimeter.offer;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** What a client orders. What it offers is in its versions. Its internal name is the VM template's name on VMmanager. */
@Entity
@Table(name = "service_package")
public class ServicePackage {

    public enum State {
        /** Never published. */
        DRAFT,
        PUBLISHED,
        /** No longer on sale; its services go on and are billed. */
        WITHDRAWN
    }

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private long id;

    private String name;

    @Column(name = "internal_name")
    private String internalName;

    @Enumerated(EnumType.STRING)
    private State state = State.DRAFT;

    protected ServicePackage() {}

    public long id() {
        return id;
    }

    public String name() {
        return name;
    }

    public String internalName() {
        return internalName;
    }

    public State state() {
        return state;
    }
}
