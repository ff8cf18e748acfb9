package dev.licencekeys.testkit.contract;

import static dev.licencekeys.testkit.contract.TestShop.values;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.licencekeys.error.InvalidInputException;
import dev.licencekeys.pool.DuplicatePolicy;
import dev.licencekeys.pool.ImportLimits;
import dev.licencekeys.pool.ImportOptions;
import dev.licencekeys.pool.ImportReport;
import dev.licencekeys.pool.ImportReport.Finding;
import dev.licencekeys.pool.KeySupply;
import dev.licencekeys.pool.Pool;
import dev.licencekeys.pool.PoolStock;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;

/** What becomes of the lines of an import. */
final class Imports {
    static final List<Contract> CONTRACTS = List.of(
            contract(
                    "every line is told, and just what was accepted is sold",
                    Promise.EVERY_UNIT_ANSWERED,
                    Imports::everyLine),
            contract(
                    "a stream, text and CSV of the same lines come to the same",
                    Promise.EVERY_UNIT_ANSWERED,
                    Imports::supplies),
            contract("rows go to the pools that they name", Promise.EVERY_UNIT_ANSWERED, Imports::tags),
            contract("an import without a key creates its pool", Promise.EVERY_UNIT_ANSWERED, Imports::noKey),
            contract("a dry run writes nothing, and tells the same", Promise.HONEST_STOCK, Imports::dryRun),
            contract("the same import again adds nothing", Promise.SAFE_TO_REPEAT, Imports::again),
            contract("an import that stopped is completed by the same again", Promise.SAFE_TO_REPEAT, Imports::stopped),
            contract(
                    "an import that has to try each batch again tells each line once",
                    Promise.SAFE_TO_REPEAT,
                    Imports::answersLost),
            contract("a file that is not UTF-8 leaves nothing", Promise.HONEST_STOCK, Imports::notUtf8),
            contract("an import larger than allowed leaves nothing", Promise.HONEST_STOCK, Imports::tooLarge));

    private Imports() {}

    private static Contract contract(String name, Promise promise, Contract.Body body) {
        return new Contract("imports", name, promise, body);
    }

    private static List<String> keys(int count) {
        return IntStream.range(0, count).mapToObj(i -> "key-" + i).toList();
    }

    private static void everyLine(TestShop shop) {
        for (int count : new int[] {
            1, 1 + shop.random().nextInt(40), 1_001 + shop.random().nextInt(1_500)
        }) {
            TestShop one = shop.neighbour();
            PlantedLines planted = PlantedLines.ofProgram(shop.random(), count);
            planted.requireTold(
                    one.importKeys(Supplied.AS_STREAM.of(planted.lines()), ImportOptions.into("a")),
                    Supplied.AS_STREAM);
            assertThat(one.pool("a").total())
                    .as("total")
                    .isEqualTo(planted.accepted().size());
            assertThat(one.sellOut("a")).as("keys sold").isEqualTo(planted.accepted());
        }
    }

    private static void supplies(TestShop shop) {
        PlantedLines planted = PlantedLines.ofFile(shop.random(), 200);
        for (Supplied how : Supplied.values()) {
            TestShop one = shop.neighbour();
            planted.requireTold(one.importKeys(how.of(planted.lines()), ImportOptions.into("a")), how);
            assertThat(one.sellOut("a")).as("keys sold when supplied %s", how).isEqualTo(planted.accepted());
        }
    }

    private static void tags(TestShop shop) {
        KeySupply rows = Supplied.csv("""
                note,tag,key
                ,a,a-1
                of the untagged pool,,u-1
                "two
                lines", b ,b-1
                ,a,a-2
                ,A,upper-case
                ,\u00A0,blank
                ,b,a-1
                nu\0l,b,note-1
                half of it,b,b-2
                """);
        ImportReport report = shop.importKeys(rows, ImportOptions.into(Pool.untagged()));
        assertThat(report.added()).as("added").isEqualTo(5);
        assertThat(report.duplicateInImport()).as("in the import twice").isEqualTo(1);
        assertThat(report.rejections()).extracting(Finding::line).containsExactly(7L, 8L, 10L);
        assertThat(shop.keys().stock().pools())
                .extracting(stock -> stock.pool() + ": " + stock.total() + ", " + stock.available())
                .containsExactly("(untagged): 1, 1", "a: 2, 2", "b: 2, 2");
        assertThat(shop.sellOut("a")).containsExactly("a-1", "a-2");
        assertThat(shop.sellOut("b")).containsExactly("b-1", "b-2");
    }

    private static void noKey(TestShop shop) {
        ImportReport report = shop.importKeys(Supplied.AS_TEXT.of(List.of("", " ")), ImportOptions.into("a"));
        assertThat(report.rejected()).as("rejected").isEqualTo(2);
        assertThat(shop.keys().stock().pools()).extracting(PoolStock::pool).containsExactly(Pool.tagged("a"));
        assertThat(shop.keys().stock().undoImport(report.id())).as("forgotten").isZero();
    }

    private static void dryRun(TestShop shop) {
        for (DuplicatePolicy policy : List.of(DuplicatePolicy.SKIP, DuplicatePolicy.MOVE)) {
            TestShop one = shop.neighbour();
            PlantedLines planted =
                    PlantedLines.ofProgram(shop.random(), 1_001 + shop.random().nextInt(1_500));
            List<String> accepted = planted.accepted();
            int third = accepted.size() / 3;
            one.keys().stock().upload("a", accepted.stream().limit(third));
            one.keys().stock().upload("b", accepted.stream().skip(third).limit(third));
            one.sellsFrom("p", "b");
            one.order("1", "p", third / 2);
            ImportOptions options = ImportOptions.into("a").onDuplicate(policy);
            List<PoolStock> before = one.keys().stock().pools();
            ImportReport foretold = one.importKeys(KeySupply.of(planted.lines().stream()), options.asDryRun());
            assertThat(foretold.dryRun()).as("a dry run").isTrue();
            assertThat(one.keys().stock().pools()).as("pools after the dry run").isEqualTo(before);
            assertThat(one.keys().stock().undoImport(foretold.id()))
                    .as("keys of the dry run")
                    .isZero();
            ImportReport real = one.importKeys(KeySupply.of(planted.lines().stream()), options);
            assertThat(foretold)
                    .as("what a dry run with %s foretold", policy)
                    .usingRecursiveComparison()
                    .ignoringFields("id", "dryRun", "warnings")
                    .isEqualTo(real);
        }
        ImportOptions nowhere = ImportOptions.into("nowhere").asDryRun();
        assertThat(shop.importKeys(KeySupply.of(keys(3).stream()), nowhere).added())
                .as("keys for a pool that does not exist")
                .isEqualTo(3);
        assertThat(shop.keys().stock().pools()).as("pools").isEmpty();
    }

    private static void again(TestShop shop) {
        List<String> keys = keys(1_100);
        ImportOptions options = ImportOptions.into("a");
        shop.importKeys(Supplied.AS_TEXT.of(keys), options);
        shop.sellsFrom("p", "a");
        shop.order("1", "p", 100);
        PoolStock before = shop.pool("a");
        for (Supplied how : Supplied.values()) {
            ImportReport report = shop.importKeys(how.of(keys), options);
            assertThat(report.added()).as("added again %s", how).isZero();
            assertThat(report.duplicateInPool()).as("in the pool").isEqualTo(1_000);
            assertThat(report.duplicateUsed()).as("given").isEqualTo(100);
            assertThat(shop.pool("a")).as("figures").isEqualTo(before);
        }
        assertThat(shop.sellOut("a")).isEqualTo(keys.subList(100, 1_100));
    }

    private static void stopped(TestShop shop) {
        List<String> keys = keys(3_200);
        IllegalStateException failure = new IllegalStateException("the upload was cut off");
        KeySupply cutOff = intake -> {
            KeySupply.of(keys.stream().limit(2_500)).feed(intake);
            throw failure;
        };
        assertThatThrownBy(() -> shop.importKeys(cutOff, ImportOptions.into("a")))
                .isSameAs(failure);
        assertThat(shop.pool("a").total())
                .as("keys of the batches that were stored")
                .isEqualTo(1_000);
        ImportReport report = shop.importKeys(KeySupply.of(keys.stream()), ImportOptions.into("a"));
        assertThat(report.added()).as("added by the second").isEqualTo(2_200);
        assertThat(report.duplicateInPool()).as("added by the first").isEqualTo(1_000);
        assertThat(shop.sellOut("a")).isEqualTo(keys);
    }

    private static void answersLost(TestShop shop) {
        for (DuplicatePolicy policy : DuplicatePolicy.values()) {
            TestShop one = shop.neighbour();
            PlantedLines planted = PlantedLines.ofProgram(shop.random(), 300);
            List<String> lines = policy == DuplicatePolicy.FAIL ? planted.accepted() : planted.lines();
            ImportReport report = one.keys()
                    .with(new LosesAnswers(one.store()))
                    .stock()
                    .importKeys(
                            KeySupply.of(lines.stream()),
                            ImportOptions.into("a").onDuplicate(policy).inBatchesOf(100));
            if (policy == DuplicatePolicy.FAIL) {
                assertThat(report.added()).as("added").isEqualTo(lines.size());
            } else {
                planted.requireTold(report, Supplied.AS_STREAM);
            }
            assertThat(one.pool("a").total())
                    .as("total")
                    .isEqualTo(planted.accepted().size());
            assertThat(one.sellOut("a")).as("keys sold").isEqualTo(planted.accepted());
            assertThat(one.keys().stock().undoImport(report.id()))
                    .as("forgotten")
                    .isZero();
        }
    }

    private static void notUtf8(TestShop shop) {
        byte[] good = String.join("\n", keys(1_500)).getBytes(StandardCharsets.UTF_8);
        byte[] latin1 = "\ncaf\u00E9\n".getBytes(StandardCharsets.ISO_8859_1);
        byte[] file = new byte[good.length + latin1.length];
        System.arraycopy(good, 0, file, 0, good.length);
        System.arraycopy(latin1, 0, file, good.length, latin1.length);
        requireNothingLeft(
                shop, KeySupply.text(new ByteArrayInputStream(file)), ImportOptions.into("a"), "UTF-8 in line 1501");
    }

    private static void tooLarge(TestShop shop) {
        ImportLimits limits = new ImportLimits(1_000_000, 1_500, 100);
        ImportOptions options = ImportOptions.into("a").within(limits);
        requireNothingLeft(shop, Supplied.AS_TEXT.of(keys(1_501)), options, "1500 lines, in line 1501");
        assertThat(shop.importKeys(Supplied.AS_TEXT.of(keys(1_500)), options).added())
                .as("as many as allowed")
                .isEqualTo(1_500);
    }

    /** A supply of more than one batch that turns out to be bad at its end. */
    private static void requireNothingLeft(TestShop shop, KeySupply supply, ImportOptions options, String message) {
        List<String> stock = shop.sells("p", 10);
        shop.keys().stock().createPool("a");
        List<PoolStock> before = shop.keys().stock().pools();
        assertThatThrownBy(() -> shop.importKeys(supply, options))
                .isExactlyInstanceOf(InvalidInputException.class)
                .hasMessageContaining(message);
        assertThat(shop.keys().stock().pools()).as("pools").isEqualTo(before);
        ImportReport report = shop.keys().stock().upload("p", keys(1_500).stream());
        assertThat(report.added()).as("keys that the shop does not know").isEqualTo(1_500);
        shop.keys().stock().undoImport(report.id());
        assertThat(values(shop.order("1", "p", 10))).isEqualTo(stock);
    }
}
