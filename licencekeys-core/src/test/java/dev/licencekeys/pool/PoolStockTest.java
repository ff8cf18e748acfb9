package dev.licencekeys.pool;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.Tuple.Tuple2;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PoolStockTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0, 0",
        "10, 10, 0",
        "10, 0, 100",
        "10, 2, 80",
        "3, 2, 33",
        "3, 1, 66",
        "1000, 1, 99",
        "1000, 991, 0",
        "9223372036854775807, 0, 100",
        "9223372036854775807, 1, 99",
        "9223372036854775807, 9223372036854775807, 0",
        "100000000000000000, 7000000000000000, 93"
    })
    void usageIsRoundedDown(long total, long available, int percent) {
        assertThat(stock(total, available).usagePercent()).isEqualTo(percent);
    }

    @Property(tries = 10_000)
    void usageIsTheUsedShare(@ForAll("poolsOfAnySize") Tuple2<Long, Long> figures) {
        PoolStock stock = stock(figures.get1(), figures.get2());
        BigInteger hundredfold = BigInteger.valueOf(figures.get1())
                .subtract(BigInteger.valueOf(figures.get2()))
                .multiply(BigInteger.valueOf(100));
        assertThat(stock.used()).isEqualTo(figures.get1() - figures.get2());
        assertThat(stock.usagePercent())
                .isEqualTo(
                        hundredfold.divide(BigInteger.valueOf(figures.get1())).intValueExact())
                .isBetween(0, 100);
    }

    /** Totals, each with what is available of it. */
    @Provide
    Arbitrary<Tuple2<Long, Long>> poolsOfAnySize() {
        return Arbitraries.longs()
                .greaterOrEqual(1)
                .flatMap(total -> Arbitraries.longs().between(0, total).map(available -> Tuple.of(total, available)));
    }

    private static PoolStock stock(long total, long available) {
        return new PoolStock(Pool.untagged(), total, available, 0, ThresholdPolicy.DEFAULT);
    }
}
