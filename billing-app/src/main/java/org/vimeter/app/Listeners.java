package org.vimeter.app;

import java.lang.annotation.Annotation;
import java.lang.reflect.Field;
import java.util.Collection;
import java.util.List;
import org.glassfish.grizzly.Connection;
import org.glassfish.grizzly.ConnectionProbe;
import org.glassfish.grizzly.nio.NIOTransport;

/**
 * The server's HTTP listeners. Payara has no public way to its connections, so this asks its service registry by the names of
 * its classes (ADR 17); when a later Payara has others, the start fails here and says so, instead of standing unguarded.
 */
final class Listeners {
    private Listeners() {}

    static void watch(ConnectionProbe probe) {
        try {
            var registry = Class.forName("org.glassfish.internal.api.Globals")
                    .getMethod("getDefaultBaseServiceLocator")
                    .invoke(null);
            var listenerType = Class.forName("org.glassfish.grizzly.config.dom.NetworkListener");
            var service = one(registry, Class.forName("com.sun.enterprise.v3.services.impl.GrizzlyService"));
            var lookUp = service.getClass().getMethod("lookupNetworkProxy", listenerType);
            int watched = 0;
            for (var listener : all(registry, listenerType)) {
                var proxy = lookUp.invoke(service, listener);
                if (proxy != null) {
                    watch(proxy, probe);
                    watched++;
                }
            }
            if (watched == 0) {
                throw new IllegalStateException("No HTTP listener is open, so none can be guarded");
            }
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(
                    "This server’s connections cannot be bounded: it is not the Payara that Vimeter was built for. Nothing is"
                            + " served; use the server inside vimeter.jar.",
                    e);
        }
    }

    private static void watch(Object proxy, ConnectionProbe probe) throws ReflectiveOperationException {
        var listener = proxy.getClass().getMethod("getUnderlyingListener").invoke(proxy);
        var transport =
                (NIOTransport) listener.getClass().getMethod("getTransport").invoke(listener);
        transport.getConnectionMonitoringConfig().addProbes(probe); // for connections to come
        for (var listening : listening(transport)) {
            listening.getMonitoringConfig().addProbes(probe); // for their acceptance
        }
    }

    private static Collection<Connection<?>> listening(NIOTransport transport) throws ReflectiveOperationException {
        for (Class<?> type = transport.getClass(); type != null; type = type.getSuperclass()) {
            for (var field : type.getDeclaredFields()) {
                if (field.getName().equals("serverConnections")) {
                    return sockets(field, transport);
                }
            }
        }
        throw new NoSuchFieldException("serverConnections of " + transport.getClass());
    }

    @SuppressWarnings("unchecked") // it holds the sockets that listen
    private static Collection<Connection<?>> sockets(Field field, NIOTransport transport)
            throws IllegalAccessException {
        field.setAccessible(true);
        return (Collection<Connection<?>>) field.get(transport);
    }

    private static Object one(Object registry, Class<?> type) throws ReflectiveOperationException {
        return registry.getClass()
                .getMethod("getService", Class.class, Annotation[].class)
                .invoke(registry, type, new Annotation[0]);
    }

    private static List<?> all(Object registry, Class<?> type) throws ReflectiveOperationException {
        return (List<?>) registry.getClass()
                .getMethod("getAllServices", Class.class, Annotation[].class)
                .invoke(registry, type, new Annotation[0]);
    }
}
