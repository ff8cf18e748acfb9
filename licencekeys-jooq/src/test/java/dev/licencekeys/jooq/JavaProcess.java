package dev.licencekeys.jooq;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Other processes with the class path of this one. */
final class JavaProcess {
    private JavaProcess() {}

    static ProcessBuilder of(List<String> options, Class<?> main, List<String> args) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path")));
        command.addAll(options);
        command.add(main.getName());
        command.addAll(args);
        return new ProcessBuilder(command);
    }
}
