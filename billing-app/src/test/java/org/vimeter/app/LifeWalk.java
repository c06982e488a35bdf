package org.vimeter.app;

import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.vimeter.app.LifeModel.Life;
import org.vimeter.problem.Refused;
import org.vimeter.service.ServiceId;

/** A random story: each step is one thing that somebody does, or that goes wrong. What is refused is a step, too. */
final class LifeWalk {
    static final Duration MINUTE = Duration.ofMinutes(1);
    private static final int LATE = 18;
    private static final int TRIES = 20;
    final World world;
    final LifeModel model = new LifeModel();
    final LifeChecks checks;
    final LifeDesk desk;
    final LifeMoney money;
    final List<String> story = new ArrayList<>();
    final Random random;
    final boolean six;
    private final Map<Supplier<String>, Integer> deeds = new LinkedHashMap<>();

    LifeWalk(World world, long seed, boolean six) {
        this.world = world;
        this.random = new Random(seed);
        this.six = six;
        this.checks = new LifeChecks(this);
        this.desk = new LifeDesk(this);
        this.money = new LifeMoney(this);
        weigh();
    }

    private void weigh() {
        deeds.put(desk::order, 5);
        deeds.put(desk::pay, 4);
        deeds.put(() -> desk.use(900), 3);
        deeds.put(() -> desk.use(6000), 8);
        deeds.put(() -> desk.use(11_000), 3);
        deeds.put(desk::change, 6);
        deeds.put(() -> LifeTrouble.fault(this), 9);
        deeds.put(() -> LifeTrouble.death(this), 8);
        deeds.put(this::suspend, 3);
        deeds.put(this::release, 6);
        deeds.put(this::stop, 5);
        deeds.put(this::start, 7);
        deeds.put(() -> power(true), 3);
        deeds.put(() -> power(false), 4);
        deeds.put(desk::end, 5);
        deeds.put(desk::cancel, 5);
        deeds.put(desk::move, 2);
        deeds.put(() -> night(1), 6);
        deeds.put(() -> night(9), 1);
        deeds.put(this::minutes, 6);
        deeds.put(() -> LifeTrouble.unseenStop(this, anyLife()), 2);
        deeds.put(() -> LifeTrouble.stoppedTwice(this, anyLife()), 2);
        deeds.put(() -> LifeTrouble.endTakenBack(this, anyLife()), 2);
        deeds.put(money::reverse, 6);
        deeds.put(money::correct, 7);
        deeds.put(money::leaveOut, 3);
        deeds.put(money::report, 3);
        deeds.put(this::clockBack, 2);
        deeds.put(this::settle, 6);
    }

    void go(int steps) {
        world.accounts.forEach(account -> step(() -> desk.pay(account)));
        step(desk::order);
        for (int i = 0; i < steps; i++) {
            for (int tried = 0; tried < TRIES && !step(pick()); tried++) {
                // what cannot be done now is nothing that happens
            }
            if (random.nextInt(3) > 0) {
                pass(MINUTE);
            }
            checks.always();
        }
        step(this::settle);
        checks.always();
    }

    private boolean step(Supplier<String> deed) {
        try {
            var done = deed.get();
            say(done);
            return !done.isEmpty();
        } catch (Refused refused) {
            say("refused " + refused.problem().code());
            return true;
        }
    }

    void say(String line) {
        if (!line.isEmpty()) {
            story.add(world.clock.instant() + " " + line);
        }
    }

    private Supplier<String> pick() {
        int all = deeds.values().stream().mapToInt(weight -> weight).sum();
        int drawn = random.nextInt(all);
        for (var deed : deeds.entrySet()) {
            drawn -= deed.getValue();
            if (drawn < 0) {
                return deed.getKey();
            }
        }
        throw new IllegalStateException();
    }

    <T> T any(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    Map.@Nullable Entry<ServiceId, Life> anyLife() {
        var living = model.lives.entrySet().stream()
                .filter(one -> one.getValue().last == null)
                .toList();
        return living.isEmpty() ? null : any(living);
    }

    void pass(Duration later) {
        var today = world.today(later);
        var renewable = model.renewable();
        model.living().forEach(life -> life.perhaps = later(life.perhaps, life.start(today)));
        var death = world.pass(later);
        if (death.isEmpty()) {
            renewable.forEach(life -> life.sure = later(life.sure, life.start(today)));
        } else {
            say("  killed " + death);
        }
        checks.observe();
    }

    private static LocalDate later(LocalDate one, LocalDate other) {
        return one.isAfter(other) ? one : other;
    }

    /** Never to a day on which a service that lives had not begun. */
    private String clockBack() {
        var back = Duration.ofMinutes(20L + random.nextInt(random.nextBoolean() ? 300 : 2000));
        var then = world.today(back.negated());
        if (model.living().stream().anyMatch(life -> life.first.isAfter(then))) {
            return "";
        }
        world.clock.set(world.clock.instant().minus(back));
        return "the clock is set back by " + back;
    }

    private String minutes() {
        int count = 1 + random.nextInt(4);
        for (int i = 0; i < count; i++) {
            pass(MINUTE);
        }
        return count + " minutes";
    }

    private String night(int days) {
        var then = world.today().plusDays(days).atTime(LocalTime.of(3, random.nextInt(60)));
        pass(Duration.between(world.clock.instant(), then.atZone(world.zone).toInstant()));
        return days + " nights, now " + then;
    }

    private String settle() {
        var now = world.clock.instant().atZone(world.zone);
        if (now.getHour() >= LATE) {
            night(1);
        }
        checks.settle();
        return "settled";
    }

    private String suspend() {
        return LifePower.suspend(this, anyLife());
    }

    private String release() {
        return LifePower.release(this, random.nextBoolean());
    }

    private String stop() {
        return LifePower.stop(this, anyLife());
    }

    private String start() {
        return LifePower.start(this, anyLife());
    }

    private String power(boolean on) {
        return LifePower.behindOurBack(this, anyLife(), on);
    }
}
