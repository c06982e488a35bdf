package org.vimeter.offer;

import java.sql.SQLException;
import org.vimeter.db.Row;
import org.vimeter.db.Session;
import org.vimeter.problem.Refused;

/** Service packages without what they offer. */
public final class Packages {
    private Packages() {}

    /** @param internalName the VM template's name on VMmanager */
    public record Head(long id, String name, String internalName, PackageState state) {
        public boolean isOnSale() {
            return state == PackageState.PUBLISHED;
        }
    }

    public static Head head(Session session, long id) throws SQLException {
        return session.find("select * from service_package where id = ?", Packages::head, id)
                .orElseThrow(() -> Refused.unknown("package.unknown", id));
    }

    static Head head(Row row) throws SQLException {
        return new Head(
                row.number("id"),
                row.text("name"),
                row.text("internal_name"),
                row.constant("state", PackageState.class));
    }

    public static boolean isTaken(Session session, String internalName, long besides) throws SQLException {
        return session.find(
                        "select 1 from service_package where internal_name = ? and id <> ?",
                        row -> row.number(1),
                        internalName,
                        besides)
                .isPresent();
    }

    public static long create(Session session, String name, String internalName) throws SQLException {
        return session.one(
                "insert into service_package (name, internal_name) values (?, ?) returning id",
                row -> row.number("id"),
                name,
                internalName);
    }

    public static void rename(Session session, long id, String name, String internalName) throws SQLException {
        session.update("update service_package set name = ?, internal_name = ? where id = ?", name, internalName, id);
    }

    public static void become(Session session, long id, PackageState state) throws SQLException {
        session.update("update service_package set state = ? where id = ?", state, id);
    }

    /** Only one that was never published; the database refuses any other. */
    public static void delete(Session session, long id) throws SQLException {
        session.update("delete from service_package where id = ?", id);
    }
}
