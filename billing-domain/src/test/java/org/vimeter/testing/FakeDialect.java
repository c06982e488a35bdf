package org.vimeter.testing;

import java.time.Duration;
import java.util.Map;
import org.vimeter.vm.Dialect;
import org.vimeter.vm.MeterFigures;
import org.vimeter.vm.Pace;
import org.vimeter.vm.Resource;

/** Of a server that no call goes to. */
public record FakeDialect(int atOnce, Map<String, MeterFigures> meters, Map<String, Resource> resources)
        implements Dialect {

    @Override
    public Pace pace() {
        return new Pace(Duration.ofSeconds(60), atOnce, 0, 1 << 20);
    }

    @Override
    public int cpusIfUnknown() {
        return 64;
    }
}
