package org.vimeter.overview;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vimeter.db.Listing;
import org.vimeter.overview.CatalogLists.PackageLine;
import org.vimeter.testing.Shop;

/** Ten thousand packages, units and images: every page comes from the database cut, sorted and filtered. */
class CatalogListsTest {
    private static final int MANY = 10_000;

    /** Of them with a 1 in front. */
    private static final int ONES = 1112;

    private static Shop shop;
    private static CatalogLists lists;

    @BeforeAll
    static void fill() {
        shop = new Shop();
        lists = new CatalogLists(shop.db);
        shop.db.update("""
                insert into service_package (name, internal_name, state)
                    select 'Package ' || n, 'p' || n, case n % 3 when 0 then 'DRAFT' when 1 then 'PUBLISHED' else 'WITHDRAWN' end
                        from generate_series(1, ?) n
                """, MANY);
        shop.db.update(
                "insert into package_version (package_id, number, name) select id, 1, name from service_package");
        shop.db.update("insert into version_currency select id, 'EUR', 1 from package_version");
        fillUnits();
        shop.db.update("""
                insert into disk_image (server_id, name, read_at) select s.id, 'Image-' || n, now() from server s, generate_series(1, ?) n
                """, MANY);
    }

    /** Those that are not there. */
    private static void fillUnits() {
        shop.db.update("""
                insert into unit_of_measure (name, title, smaller_id, ratio)
                    select 'unit' || n, 'Unit ' || n, (select id from unit_of_measure where name = 'piece'), n
                        from generate_series(1, ?) n on conflict (name) do nothing
                """, MANY);
    }

    @Test
    void packagesAreFiltered() {
        var all = lists.packages(Listing.first("", ""), "");
        assertThat(all.total()).isEqualTo(MANY);
        assertThat(all.rows()).hasSize(Listing.SIZE);
        assertThat(lists.packages(Listing.first("", ""), "DRAFT").total()).isEqualTo(MANY / 3);
        assertThat(lists.packages(Listing.first("package 777", "name"), "").rows())
                .extracting(PackageLine::name)
                .startsWith("Package 777", "Package 7770")
                .hasSize(11);
        assertThat(lists.packages(Listing.first("P4242", ""), "").rows()).hasSize(1);
        assertThat(lists.packages(Listing.first("100% of '\\_", ""), "").rows()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "name", "internalName", "state"})
    void packagesAreSortedBothWaysAndPagesFollowEachOther(String column) {
        var up = all(column);
        var down = all("-" + column);
        assertThat(up).hasSize(ONES).doesNotHaveDuplicates();
        assertThat(down).isEqualTo(column.isEmpty() ? up : reversed(up));
        if (column.equals("name")) {
            assertThat(up.stream().map(PackageLine::name)).isSortedAccordingTo(Comparator.naturalOrder());
        }
    }

    private static <T> List<T> reversed(List<T> list) {
        var reversed = new ArrayList<>(list);
        Collections.reverse(reversed);
        return reversed;
    }

    private static List<PackageLine> all(String sort) {
        var rows = new ArrayList<PackageLine>();
        var page = lists.packages(Listing.first("package 1", sort), "");
        rows.addAll(page.rows());
        while (page.hasNext()) {
            page = lists.packages(new Listing("package 1", sort, page.next()), "");
            rows.addAll(page.rows());
            assertThat(page.total()).isEqualTo(ONES);
        }
        return rows;
    }

    /** What is added or taken away before the place that was reached neither repeats nor hides a row. */
    @ParameterizedTest
    @ValueSource(strings = {"name", "-name", "smaller", "-smaller", "title", ""})
    void aRowThatIsAddedMeanwhileRepeatsNone(String sort) {
        var all = lists.units(Listing.first("unit 7", sort)).total();
        var seen = new ArrayList<String>();
        var page = lists.units(Listing.first("unit 7", sort));
        page.rows().forEach(row -> seen.add(row.name()));
        for (int n = 1; page.hasNext(); n++) {
            shop.db.update("""
                    insert into unit_of_measure (name, title, smaller_id, ratio) select v, 'Unit 7 added', id, 1
                        from unit_of_measure, unnest(array['AAA' || ?::text, 'zzz' || ?::text]) v where name = 'piece'
                    """, n, n);
            shop.db.update("delete from unit_of_measure where name = ?", seen.get(seen.size() - 1));
            page = lists.units(new Listing("unit 7", sort, page.next()));
            page.rows().forEach(row -> seen.add(row.name()));
        }
        shop.db.update("delete from unit_of_measure where title = 'Unit 7 added'");
        fillUnits();
        assertThat(seen).doesNotHaveDuplicates();
        assertThat(seen.stream().filter(name -> name.startsWith("unit"))).hasSize((int) all);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 50, 51})
    void aPageMoreThereIsOnlyForARowMore(int rows) {
        shop.db.update("delete from disk_image where name like 'Edge-%'");
        shop.db.update("""
                insert into disk_image (server_id, name, read_at)
                    select s.id, 'Edge-' || n, now() from server s, generate_series(1, ?) n
                """, rows);
        var first = lists.images(Listing.first("edge-", "name"), null);
        assertThat(first.rows()).hasSize(Math.min(rows, Listing.SIZE));
        assertThat(first.hasNext()).isEqualTo(rows > Listing.SIZE);
        assertThat(first.isPart()).isEqualTo(rows > Listing.SIZE);
        assertThat(lists.images(new Listing("edge-", "name", first.next()), null)
                        .rows())
                .hasSize(rows > Listing.SIZE ? rows - Listing.SIZE : rows);
    }

    @Test
    void whatIsNoPlaceInTheListIsItsBeginning() {
        var first = lists.images(Listing.first("", "name"), null).rows();
        for (var odd : List.of("x", "0~Image-5", "-1~", "99999999999999999999~", "~Image", "1e3~a")) {
            assertThat(lists.images(new Listing("", "name", odd), null).rows())
                    .as(odd)
                    .isEqualTo(first);
        }
        assertThat(lists.images(new Listing("", "name", "1~\uFFFD"), null).rows())
                .as("after the last")
                .isEmpty();
    }

    private static List<String> names(String sort) {
        return all(sort).stream().map(PackageLine::name).toList();
    }

    @Test
    void anUnknownOrderIsTheUsualOne() {
        assertThat(names("; drop table service_package")).isEqualTo(names(""));
    }

    @Test
    void unitsAndImagesAreFilteredSortedAndPaged() {
        var units = lists.units(Listing.first("unit 99", "-name"));
        assertThat(units.total()).isEqualTo(111);
        assertThat(units.rows().get(0).name()).isEqualTo("unit9999");
        var second = lists.units(new Listing("unit 99", "-name", units.next()));
        assertThat(lists.units(new Listing("unit 99", "-name", second.next())).rows())
                .hasSize(11);
        var images = lists.images(Listing.first("image-5", "name"), shop.server);
        assertThat(images.total()).isEqualTo(1111);
        assertThat(images.rows().get(0).name()).isEqualTo("Image-5");
        assertThat(lists.images(Listing.first("", ""), shop.server + 1).rows()).isEmpty();
        assertThat(lists.offered(Listing.first("image-77", ""), List.of(shop.server)))
                .hasSize(Listing.SIZE);
    }
}
