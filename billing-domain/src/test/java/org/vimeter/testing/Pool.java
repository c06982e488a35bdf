package org.vimeter.testing;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;

/** Keeps connections open between transactions, as the server's pool does; those of one database at a time. */
public final class Pool {
    private static final AtomicReference<Pool> LAST = new AtomicReference<>();
    private static final AtomicInteger LEFT = new AtomicInteger();
    private static volatile Runnable deed = () -> {};
    private static volatile Thread whose = Thread.currentThread();

    private final DataSource source;
    private final ConcurrentLinkedQueue<Connection> idle = new ConcurrentLinkedQueue<>();

    private Pool(DataSource source) {
        this.source = source;
    }

    public static DataSource of(DataSource source) {
        var pool = new Pool(source);
        var before = LAST.getAndSet(pool);
        if (before != null) {
            before.drain();
        }
        return (DataSource) Proxy.newProxyInstance(
                Pool.class.getClassLoader(),
                new Class<?>[] {DataSource.class},
                (proxy, method, arguments) -> pool.borrow());
    }

    /** What happens once, just before this thread begins its nth transaction from now on. */
    public static void before(int transaction, Runnable what) {
        whose = Thread.currentThread();
        deed = what;
        LEFT.set(transaction);
    }

    private void drain() {
        for (var connection = idle.poll(); connection != null; connection = idle.poll()) {
            try {
                connection.close();
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private Connection borrow() throws SQLException {
        var kept = idle.poll();
        var connection = kept == null ? source.getConnection() : kept;
        return (Connection) Proxy.newProxyInstance(
                Pool.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("close")) {
                        idle.add(connection);
                        return null;
                    }
                    boolean begins = whose == Thread.currentThread()
                            && method.getName().equals("setAutoCommit")
                            && arguments[0].equals(false);
                    if (begins && LEFT.getAndUpdate(left -> Math.max(0, left - 1)) == 1) {
                        deed.run();
                    }
                    try {
                        return method.invoke(connection, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
