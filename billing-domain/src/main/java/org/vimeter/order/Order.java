package org.vimeter.order;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.vimeter.account.AccountId;
import org.vimeter.money.Money;
import org.vimeter.offer.BillingPeriod;
import org.vimeter.offer.PackageId;
import org.vimeter.problem.Problem;
import org.vimeter.server.ServerId;
import org.vimeter.service.ServiceId;

/** One order, from the first wish to its last step. */
public sealed interface Order {

    /** A new service. Its number is there once the VM is one. */
    record New(Head head, @Nullable ServiceId serviceId, BillingPeriod per) implements Purchase {
        @Override
        public Kind kind() {
            return Kind.NEW;
        }
    }

    /** Another package, or other choices, for a service. */
    record Change(Head head, ServiceId serviceId, BillingPeriod per) implements Purchase {
        @Override
        public Kind kind() {
            return Kind.CHANGE;
        }
    }

    /**
     * The end of a service.
     *
     * @param notBefore it waits for this day of the server; null for at once
     * @param refund gives back what was paid for the days after it
     * @param note why, for its client; empty when nobody said
     */
    record End(Head head, ServiceId serviceId, @Nullable LocalDate notBefore, boolean refund, String note)
            implements Order {
        @Override
        public Kind kind() {
            return Kind.END;
        }
    }

    /** What costs something each period. */
    sealed interface Purchase extends Order permits New, Change {
        BillingPeriod per();
    }

    /**
     * What every order has.
     *
     * @param vm what it is about on its server
     * @param quoted what was confirmed: what the account must have, and what is kept back for it
     * @param dearer what it costs by now, when that is more than what was confirmed: it waits for another confirmation
     */
    record Head(
            OrderId id,
            AccountId accountId,
            ServerId serverId,
            PackageId packageId,
            VmSpec vm,
            Money quoted,
            @Nullable Money dearer,
            Progress progress,
            String orderedBy,
            boolean isByStaff,
            Instant orderedAt) {}

    /**
     * @param undo what becomes of it when everything that it made is removed; null on the way forth
     * @param nextAt when it is gone on with
     */
    record Progress(
            Status status,
            Step step,
            Instant stepSince,
            @Nullable Undo undo,
            int attempts,
            Instant nextAt,
            @Nullable Problem problem) {}

    Head head();

    Kind kind();

    @Nullable
    ServiceId serviceId();

    /** Null when it goes on at once, or as soon as the money is there. */
    default @Nullable LocalDate notBefore() {
        return null;
    }

    default OrderId id() {
        return head().id();
    }

    default AccountId accountId() {
        return head().accountId();
    }

    default ServerId serverId() {
        return head().serverId();
    }

    default PackageId packageId() {
        return head().packageId();
    }

    default VmSpec vm() {
        return head().vm();
    }

    default Money quoted() {
        return head().quoted();
    }

    default @Nullable Money dearer() {
        return head().dearer();
    }

    default String orderedBy() {
        return head().orderedBy();
    }

    default Instant orderedAt() {
        return head().orderedAt();
    }

    default Status status() {
        return head().progress().status();
    }

    default Step step() {
        return head().progress().step();
    }

    default Instant stepSince() {
        return head().progress().stepSince();
    }

    default @Nullable Undo undo() {
        return head().progress().undo();
    }

    default int attempts() {
        return head().progress().attempts();
    }

    default Instant nextAt() {
        return head().progress().nextAt();
    }

    default @Nullable Problem problem() {
        return head().progress().problem();
    }

    enum Kind {
        NEW,
        CHANGE,
        END
    }

    enum Status {
        /** For money, or for another confirmation. */
        WAITING,
        OPEN,
        /** Failed ten times: a person decides. */
        STAFF,
        DONE,
        CANCELLED;

        /** As the view {@code open_order} says it. */
        public boolean isOpen() {
            return this == WAITING || this == OPEN || this == STAFF;
        }
    }

    enum Undo {
        CANCEL,
        MOVE
    }

    /**
     * @param name empty until one is given
     * @param passwordSealed gone when the VM has it
     * @param id on the server; empty until it is made
     * @param task what the server is doing
     */
    record VmSpec(String key, String name, String domain, String image, String passwordSealed, String id, String task) {
        /** Leaves the password out. */
        @Override
        public String toString() {
            return name + " " + id;
        }
    }

    default boolean isOpen() {
        return status().isOpen();
    }

    /** Whether nothing was asked of the server yet that would have to be taken back. */
    default boolean isUntouched() {
        return switch (step()) {
            case FUNDS, NAME, OWNER, STOP, USAGE -> undo() == null;
            default -> false;
        };
    }

    /** An end that has come so far cannot be taken back. */
    default boolean isFinal() {
        return step() == Step.DELETE || step() == Step.CLOSE || step() == Step.END;
    }
}
