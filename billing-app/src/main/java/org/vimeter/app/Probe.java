package org.vimeter.app;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.glassfish.grizzly.Buffer;
import org.glassfish.grizzly.Connection;
import org.glassfish.grizzly.ConnectionProbe;
import org.glassfish.grizzly.nio.NIOConnection;

/** Tells the doorman what happens on the server's connections. */
@SuppressWarnings("rawtypes") // as the interface has it
final class Probe extends ConnectionProbe.Adapter {
    private static final Logger LOG = Logger.getLogger(Probe.class.getName());

    private final Doorman doorman;

    Probe(Doorman doorman) {
        this.doorman = doorman;
    }

    /** Before it is registered anywhere: who may not stay has his channel closed, and the server drops the rest. */
    @Override
    public void onAcceptEvent(Connection server, Connection client) {
        var channel = (SocketChannel) ((NIOConnection) client).getChannel();
        try {
            if (!doorman.came(client, (InetSocketAddress) channel.getRemoteAddress())) {
                doorman.went(client);
                channel.close();
            }
        } catch (IOException e) {
            LOG.log(Level.FINE, "A connection ended before it began", e);
        }
    }

    @Override
    public void onReadEvent(Connection connection, Buffer data, int size) {
        doorman.sent(connection);
    }

    @Override
    public void onWriteEvent(Connection connection, Buffer data, long size) {
        doorman.answered(connection);
    }

    @Override
    public void onCloseEvent(Connection connection) {
        doorman.went(connection);
    }
}
