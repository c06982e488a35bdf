package org.vimeter.server;

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
import jakarta.persistence.Version;
import java.net.URI;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One connection to a VMmanager installation. */
@Entity
public class Server {

    /**
     * @param passwordSealed the password as {@link org.vimeter.secret.Secrets} sealed it
     * @param certificate SHA-256 of the one that is trusted; null for those that the system trusts
     */
    public record Access(
            URI url,
            String login,
            String passwordSealed,
            @Nullable String certificate) {}

    /** When days begin on the server, and when the day before is collected. */
    public record Days(ZoneId zone, LocalTime collectAt) {}

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private long id;

    private String name;
    private String kind;
    private String url;
    private String login;

    @Column(name = "password_sealed")
    private String passwordSealed;

    private @Nullable String certificate;

    private String zone;

    @Column(name = "collect_at")
    private LocalTime collectAt;

    private boolean active = true;

    /** Counted by JPA with each change, so that two changes at once cannot both succeed. */
    @Version
    private int revision = 1;

    @ElementCollection(fetch = FetchType.EAGER)
    @CollectionTable(name = "server_setting", joinColumns = @JoinColumn(name = "server_id"))
    @MapKeyColumn(name = "name")
    @Column(name = "value")
    private Map<String, String> settings = new LinkedHashMap<>();

    protected Server() {}

    public Server(String kind, String name, Access access, Days days, Map<String, String> settings) {
        this.kind = kind;
        this.name = name;
        this.url = access.url().toString();
        this.login = access.login();
        this.passwordSealed = access.passwordSealed();
        this.certificate = access.certificate();
        this.zone = days.zone().getId();
        this.collectAt = days.collectAt();
        this.settings.putAll(settings);
    }

    /** Days that were read in another zone are read again. */
    public void change(String newName, Access access, Days days, Map<String, String> newSettings) {
        name = newName;
        url = access.url().toString();
        login = access.login();
        passwordSealed = access.passwordSealed();
        certificate = access.certificate();
        zone = days.zone().getId();
        collectAt = days.collectAt();
        settings.clear();
        settings.putAll(newSettings);
    }

    public String passwordSealed() {
        return passwordSealed;
    }

    public @Nullable String certificate() {
        return certificate;
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

    public int revision() {
        return revision;
    }

    public boolean isActive() {
        return active;
    }
}
