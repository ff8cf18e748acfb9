package dev.licencekeys.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Lines over an axis, drawn as SVG. */
final class Chart {
    private static final int WIDTH = 720;
    private static final int HEIGHT = 360;
    private static final int LEFT = 70;
    private static final int RIGHT = 190;
    private static final int TOP = 40;
    private static final int BOTTOM = 50;
    private static final int STEPS = 4;
    private static final List<String> COLOURS =
            List.of("#1b6ca8", "#888888", "#c8553d", "#588157", "#8d5a97", "#d4a017");

    private final String title;
    private final String across;
    private final boolean doubling;
    private final Map<String, List<Point>> lines = new LinkedHashMap<>();

    /** A point of a line. */
    record Point(double x, double y) {}

    /**
     * A chart.
     *
     * @param across what the axis counts
     * @param doubling whether each step across is a multiple of the one before
     */
    Chart(String title, String across, boolean doubling) {
        this.title = title;
        this.across = across;
        this.doubling = doubling;
    }

    void line(String name, List<Point> points) {
        lines.put(name, List.copyOf(points));
    }

    void write(Path file) throws IOException {
        double most = round(lines.values().stream()
                .flatMap(List::stream)
                .mapToDouble(Point::y)
                .max()
                .orElse(1));
        List<Double> xs = lines.values().stream()
                .flatMap(List::stream)
                .map(Point::x)
                .distinct()
                .sorted()
                .toList();
        StringBuilder svg = new StringBuilder();
        add(
                svg,
                "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 %d %d' font-family='sans-serif' font-size='12'>%n"
                        + "<rect width='100%%' height='100%%' fill='white'/>%n",
                WIDTH,
                HEIGHT);
        add(svg, "<text x='%d' y='20' font-size='14' font-weight='bold'>%s</text>%n", LEFT, title);
        for (int i = 0; i <= STEPS; i++) {
            double value = most * i / STEPS;
            double y = y(value, most);
            add(svg, "<line x1='%d' x2='%d' y1='%.1f' y2='%.1f' stroke='#ddd'/>%n", LEFT, WIDTH - RIGHT, y, y);
            add(svg, "<text x='%d' y='%.1f' text-anchor='end'>%s</text>%n", LEFT - 8, y + 4, label(value));
        }
        int every = Math.max(1, xs.size() / 6);
        for (int i = 0; i < xs.size(); i++) {
            if (doubling || (i + 1) % every == 0) {
                add(
                        svg,
                        "<text x='%.1f' y='%d' text-anchor='middle'>%s</text>%n",
                        x(xs.get(i), xs),
                        HEIGHT - BOTTOM + 20,
                        label(xs.get(i)));
            }
        }
        add(svg, "<text x='%d' y='%d'>%s</text>%n", LEFT, HEIGHT - 10, across);
        int index = 0;
        for (Map.Entry<String, List<Point>> line : lines.entrySet()) {
            String colour = COLOURS.get(index % COLOURS.size());
            StringBuilder path = new StringBuilder();
            line.getValue().forEach(point -> add(path, "%.1f,%.1f ", x(point.x(), xs), y(point.y(), most)));
            add(
                    svg,
                    "<polyline points='%s' fill='none' stroke='%s' stroke-width='2'/>%n",
                    path.toString().strip(),
                    colour);
            int legend = TOP + 18 * index++;
            add(
                    svg,
                    "<rect x='%d' y='%d' width='12' height='12' fill='%s'/><text x='%d' y='%d'>%s</text>%n",
                    WIDTH - RIGHT + 15,
                    legend,
                    colour,
                    WIDTH - RIGHT + 33,
                    legend + 10,
                    line.getKey());
        }
        Files.writeString(file, svg.append("</svg>\n"));
    }

    private static void add(StringBuilder svg, String format, Object... values) {
        svg.append(String.format(Locale.ROOT, format, values));
    }

    private double x(double value, List<Double> xs) {
        double from = doubling ? Math.log(xs.get(0)) : 0;
        double to = doubling ? Math.log(xs.get(xs.size() - 1)) : xs.get(xs.size() - 1);
        double at = doubling ? Math.log(value) : value;
        return LEFT + (to > from ? (at - from) / (to - from) : 0.5) * (WIDTH - LEFT - RIGHT);
    }

    private static double y(double value, double most) {
        return HEIGHT - BOTTOM - value / most * (HEIGHT - TOP - BOTTOM);
    }

    /** The next number that is easy to read. */
    private static double round(double most) {
        double unit = Math.pow(10, Math.floor(Math.log10(Math.max(most, 1e-9))));
        return Math.ceil(most / unit * 2) / 2 * unit;
    }

    private static String label(double value) {
        return value >= 10 || value == Math.rint(value)
                ? String.format(Locale.ROOT, "%,.0f", value)
                : String.format(Locale.ROOT, "%.2f", value);
    }
}
