package org.vimeter.overview;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
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
                "insert into package_version (package_id, number, name, currencies) select id, 1, name, 'EUR' from service_package");
        shop.db.update("""
                insert into unit_of_measure (name, title, smaller_id, ratio)
                    select 'unit' || n, 'Unit ' || n, (select id from unit_of_measure where name = 'piece'), n
                        from generate_series(1, ?) n
                """, MANY);
        shop.db.update("""
                insert into disk_image (server_id, name, read_at) select s.id, 'Image-' || n, now() from server s, generate_series(1, ?) n
                """, MANY);
    }

    @Test
    void packagesAreFiltered() {
        var all = lists.packages(new Listing("", "", 1), "");
        assertThat(all.total()).isEqualTo(MANY);
        assertThat(all.rows()).hasSize(Listing.SIZE);
        assertThat(all.pages()).isEqualTo(MANY / Listing.SIZE);
        assertThat(lists.packages(new Listing("", "", 1), "DRAFT").total()).isEqualTo(MANY / 3);
        assertThat(lists.packages(new Listing("package 777", "name", 1), "").rows())
                .extracting(PackageLine::name)
                .startsWith("Package 777", "Package 7770")
                .hasSize(11);
        assertThat(lists.packages(new Listing("P4242", "", 1), "").rows()).hasSize(1);
        assertThat(lists.packages(new Listing("100% of '\\_", "", 1), "").rows())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"name", "internalName", "state"})
    void packagesAreSortedBothWaysAndPagesFollowEachOther(String column) {
        var last = lists.packages(new Listing("", column, MANY / Listing.SIZE), "");
        assertThat(last.rows()).hasSize(Listing.SIZE);
        assertThat(last.hasNext()).isFalse();
        assertThat(lists.packages(new Listing("", column, 999_999), ""))
                .as("beyond the end")
                .isEqualTo(last);
        var up = names(column);
        var down = names("-" + column);
        assertThat(up.get(0)).isNotEqualTo(down.get(0));
        if (column.equals("name")) {
            assertThat(up).isSortedAccordingTo(Comparator.naturalOrder());
            assertThat(down).isSortedAccordingTo(Comparator.reverseOrder());
        }
    }

    private static List<String> names(String sort) {
        var first = lists.packages(new Listing("", sort, 1), "").rows();
        var second = lists.packages(new Listing("", sort, 2), "").rows();
        return Stream.concat(first.stream(), second.stream())
                .map(PackageLine::name)
                .toList();
    }

    @Test
    void anUnknownOrderIsTheUsualOne() {
        assertThat(names("; drop table service_package")).isEqualTo(names(""));
    }

    @Test
    void unitsAndImagesAreFilteredSortedAndPaged() {
        var units = lists.units(new Listing("unit 99", "-name", 1));
        assertThat(units.total()).isEqualTo(111);
        assertThat(units.rows().get(0).name()).isEqualTo("unit9999");
        assertThat(lists.units(new Listing("unit 99", "-name", 3)).rows()).hasSize(11);
        var images = lists.images(new Listing("image-5", "name", 1), shop.server);
        assertThat(images.total()).isEqualTo(1111);
        assertThat(images.rows().get(0).name()).isEqualTo("Image-5");
        assertThat(lists.images(new Listing("", "", 1), shop.server + 1).rows()).isEmpty();
        assertThat(lists.offered(new Listing("image-77", "", 1), List.of(shop.server)))
                .hasSize(Listing.SIZE);
    }
}
