package io.slipway.integration.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Makes a client of the document a running application publishes, by a generator that knows nothing of Slipway. */
final class ClientGenerator {

    static final String API = "org.example.slipway.api";
    static final String MODEL = "org.example.slipway.model";
    static final String INVOKER = "org.example.slipway";

    /** Put there by the build; a program of its own, so that its libraries meet none of ours. */
    private static final Path GENERATOR =
            Path.of("target", "openapi-generator", "openapi-generator-cli.jar").toAbsolutePath();

    /** It says the first of any document of version 3.1; the second is a matter of its target language, and mended by it. */
    private static final List<String> NO_FAULTS_OF_THE_DOCUMENT =
            List.of("OpenAPI 3.1 support is still in beta", "(reserved word) cannot be used as model name");

    private final Path folder;

    ClientGenerator(Path folder) {
        this.folder = folder;
    }

    /** Fetches the document of an application and generates the client. */
    void generate(int port) throws IOException, InterruptedException {
        Path document = folder.resolve("openapi.json");
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<Path> answer = http.send(
                    HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/api/v1/openapi.json"))
                            .build(),
                    HttpResponse.BodyHandlers.ofFile(document));
            assertThat(answer.statusCode()).isEqualTo(200);
        }
        assertThat(GENERATOR).exists();
        Path told = folder.resolve("generator.log");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-jar",
                        GENERATOR.toString(),
                        "generate",
                        "--generator-name=java",
                        "--library=native",
                        "--input-spec=" + document,
                        "--output=" + folder.resolve("client"),
                        "--global-property=apis,models,supportingFiles,apiDocs=false,modelDocs=false,apiTests=false,"
                                + "modelTests=false",
                        "--additional-properties=apiPackage=" + API + ",modelPackage=" + MODEL + ",invokerPackage="
                                + INVOKER + ",openApiNullable=false,containerDefaultToNull=true,useJakartaEe=true,"
                                + "hideGenerationTimestamp=true")
                .redirectErrorStream(true)
                .redirectOutput(told.toFile())
                .start();
        boolean ended = process.waitFor(120, TimeUnit.SECONDS);
        String log = Files.readString(told);
        if (!ended) {
            process.destroyForcibly();
        }
        assertThat(ended).as(log).isTrue();
        assertThat(process.exitValue()).as(log).isZero();
        assertThat(log.lines()
                        .filter(line -> line.contains(" ERROR ") || line.contains(" WARN "))
                        .filter(line -> NO_FAULTS_OF_THE_DOCUMENT.stream().noneMatch(line::contains)))
                .as("what the generator stumbles over")
                .isEmpty();
    }

    /**
     * Compiles the client together with a program that uses it.
     *
     * @param libraries a class of each library the client needs
     */
    Class<?> compile(Path program, String className, Class<?>... libraries) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        Path classes = Files.createDirectories(folder.resolve("classes"));
        String path = Stream.of(libraries).map(ClientGenerator::jar).collect(Collectors.joining(File.pathSeparator));
        StringWriter told = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8);
                Stream<Path> sources = Files.walk(folder.resolve("client/src/main/java"))) {
            List<Path> all = Stream.concat(
                            sources.filter(each -> each.toString().endsWith(".java")), Stream.of(program))
                    .toList();
            boolean done = compiler.getTask(
                            told,
                            files,
                            null,
                            List.of("-d", classes.toString(), "-classpath", path, "-proc:none", "-nowarn"),
                            null,
                            files.getJavaFileObjectsFromPaths(all))
                    .call();
            assertThat(done).as(told.toString()).isTrue();
        }
        try {
            return Class.forName(
                    className,
                    true,
                    new URLClassLoader(
                            new URL[] {classes.toUri().toURL()}, getClass().getClassLoader()));
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String jar(Class<?> library) {
        try {
            return Path.of(library.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new UncheckedIOException(new IOException(e));
        }
    }
}
