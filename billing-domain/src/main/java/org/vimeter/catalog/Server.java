package org.vimeter.catalog;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.MapKeyColumn;
import java.net.URI;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;

/** One connection to a VMmanager installation. */
@Entity
public class Server {

    /** @param passwordSealed the password as {@link org.vimeter.secret.Secrets} sealed it */
    public record Access(URI url, String login, String passwordSealed) {}

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private long id;

    private String name;
    private String kind;
    private String url;
    private String login;

    @Column(name = "password_sealed")
    private String passwordSealed;

    private String zone;

    @Column(name = "collect_at")
    private LocalTime collectAt;

    private boolean active = true;

    @ElementCollection(fetch = FetchType.EAGER)
    @CollectionTable(name = "server_setting", joinColumns = @JoinColumn(name = "server_id"))
    @MapKeyColumn(name = "name")
    @Column(name = "value")
    private Map<String, String> settings = new LinkedHashMap<>();

    protected Server() {}

    public Server(String name, String kind, Access access, ZoneId zone, Map<String, String> settings) {
        this.name = name;
        this.kind = kind;
        this.url = access.url().toString();
        this.login = access.login();
        this.passwordSealed = access.passwordSealed();
        this.zone = zone.getId();
        this.collectAt = LocalTime.of(0, 30);
        this.settings.putAll(settings);
    }

    public long id() {
        return id;
    }

    public String name() {
        return name;
    }

    public String kind() {
        return kind;
    }

    public String url() {
        return url;
    }

    public String login() {
        return login;
    }

    public ZoneId zone() {
        return ZoneId.of(zone);
    }

    public LocalTime collectAt() {
        return collectAt;
    }

    public Map<String, String> settings() {
        return Map.copyOf(settings);
    }

    public boolean isActive() {
        return active;
    }
}
