package org.vimeter.app;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.vimeter.vm.VmServer;
import org.vimeter.vm.VmServers;

/** A process that dies just before or after its nth commit or call of a server; with it its database sessions are gone. */
final class Mortal {
    private final DataSource source;
    private final VmServers servers;
    private final ConcurrentLinkedQueue<Connection> idle = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<Connection> all = new ConcurrentLinkedQueue<>();
    private int left;
    private boolean armed;
    private boolean callsOnly;
    private @Nullable String death;

    /** No RuntimeException: nobody may catch it and go on. */
    static final class Killed extends Error {
        private static final long serialVersionUID = 1L;

        Killed(String moment) {
            super(moment, null, false, false);
        }
    }

    Mortal(DataSource source, VmServers servers) {
        this.source = source;
        this.servers = servers;
    }

    /** @param ofCalls whether only the moments around calls of a server count */
    synchronized void diesAfter(int moments, boolean ofCalls) {
        left = moments;
        callsOnly = ofCalls;
    }

    /** Moments count only while it is armed. */
    synchronized void arm(boolean on) {
        armed = on;
    }

    DataSource database() {
        return proxy(DataSource.class, (method, arguments) -> {
            requireAlive();
            return borrow();
        });
    }

    VmServers servers() {
        return proxy(
                VmServers.class,
                (method, arguments) -> method.getName().equals("connect")
                        ? mortal((VmServer) invoke(servers, method, arguments))
                        : invoke(servers, method, arguments));
    }

    void close() {
        all.forEach(Mortal::closeQuietly);
        all.clear();
        idle.clear();
    }

    private VmServer mortal(VmServer server) {
        return proxy(VmServer.class, (method, arguments) -> {
            moment("before " + method.getName(), true);
            var answer = invoke(server, method, arguments);
            moment("after " + method.getName(), true);
            return answer;
        });
    }

    private Connection borrow() throws SQLException {
        var kept = idle.poll();
        var connection = kept == null ? source.getConnection() : kept;
        if (kept == null) {
            all.add(connection);
        }
        return proxy(Connection.class, (method, arguments) -> of(connection, method, arguments));
    }

    private Object of(Connection connection, Method method, Object @Nullable [] arguments) throws Throwable {
        if (method.getName().equals("close")) {
            if (!isDead()) {
                idle.add(connection);
            }
            return "";
        }
        requireAlive();
        if (!method.getName().equals("commit")) {
            return invoke(connection, method, arguments);
        }
        moment("before commit", false);
        connection.commit();
        moment("after commit", false);
        return "";
    }

    private synchronized void moment(String name, boolean ofCall) {
        requireAlive();
        if (armed && (ofCall || !callsOnly) && left > 0 && --left == 0) {
            death = name;
            all.forEach(Mortal::closeQuietly);
            requireAlive();
        }
    }

    private synchronized void requireAlive() {
        if (death != null) {
            throw new Killed(death);
        }
    }

    private synchronized boolean isDead() {
        return death != null;
    }

    private static void closeQuietly(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private interface Deed {
        Object of(Method method, Object @Nullable [] arguments) throws Throwable;
    }

    private static <T> T proxy(Class<T> type, Deed deed) {
        return type.cast(Proxy.newProxyInstance(
                Mortal.class.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    var result = deed.of(method, arguments);
                    return method.getReturnType() == void.class ? null : result;
                }));
    }

    @SuppressWarnings("NullAway") // what it is called for may answer nothing
    private static Object invoke(Object target, Method method, Object @Nullable [] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
