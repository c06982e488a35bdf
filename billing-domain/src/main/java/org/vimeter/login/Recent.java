package org.vimeter.login;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What was said last of so many names; when there are more, the longest not said goes. Not for several threads at once. */
public final class Recent<V> {
    private final Map<String, V> all = new LinkedHashMap<>();
    private final int most;

    public Recent(int most) {
        this.most = most;
    }

    public Optional<V> of(String name) {
        return Optional.ofNullable(all.get(name));
    }

    public void say(String name, V value) {
        all.remove(name); // so that it stands last again
        all.put(name, value);
        if (all.size() > most) {
            all.remove(all.keySet().iterator().next());
        }
    }
}
