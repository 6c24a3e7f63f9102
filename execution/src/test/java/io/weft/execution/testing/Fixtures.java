package io.weft.execution.testing;

import static org.junit.jupiter.api.Assertions.fail;

import com.github.luben.zstd.ZstdInputStream;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.opentest4j.TestAbortedException;

/**
 * The shared archives of upstream test vectors, read without unpacking them to disk.
 *
 * <p>They lie in {@code fixtures} of the folder that the environment's {@code WEFT_SHARED} names,
 * or of {@code ../shared} beside the repository. Where they are absent the calling test is skipped
 * with one line; under {@code CI=true} it fails.
 */
public final class Fixtures {
  private Fixtures() {}

  /** The folder {@code shared}. */
  public static Path shared() {
    String named = System.getenv("WEFT_SHARED");
    Path folder = named != null ? Path.of(named) : repository().resolveSibling("shared");
    if (Files.isDirectory(folder)) {
      return folder.toAbsolutePath().normalize();
    }
    String message = "no shared test vectors at " + folder + " (WEFT_SHARED names another place)";
    if ("true".equals(System.getenv("CI"))) {
      return fail(message);
    }
    throw new TestAbortedException(message);
  }

  /** The file {@code name} of the shared fixtures. */
  public static Path file(String name) {
    return shared().resolve("fixtures").resolve(name);
  }

  /**
   * Hands the files of {@code name.tar.zst} whose path is wanted to {@code consumer}, in the
   * archive's order. Paths start with the archive's name.
   */
  public static void forEach(
      String name, Predicate<String> wanted, BiConsumer<String, byte[]> consumer) {
    try (InputStream file = Files.newInputStream(file(name + ".tar.zst"));
        ZstdInputStream plain = new ZstdInputStream(new BufferedInputStream(file, 1 << 16));
        TarArchiveInputStream archive = new TarArchiveInputStream(plain)) {
      plain.setLongMax(27);
      for (TarArchiveEntry entry = archive.getNextEntry();
          entry != null;
          entry = archive.getNextEntry()) {
        if (entry.isFile() && wanted.test(entry.getName())) {
          consumer.accept(entry.getName(), archive.readAllBytes());
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the archive " + name, e);
    }
  }

  /** The files of {@code name.tar.zst} whose path is wanted, by path. */
  public static Map<String, byte[]> read(String name, Predicate<String> wanted) {
    Map<String, byte[]> files = new TreeMap<>();
    forEach(name, wanted, files::put);
    return files;
  }

  /** The root of this repository: the folder above that has {@code .git} and a {@code pom.xml}. */
  private static Path repository() {
    Path start = Path.of("").toAbsolutePath();
    for (Path folder = start; folder != null; folder = folder.getParent()) {
      if (Files.exists(folder.resolve(".git")) && Files.exists(folder.resolve("pom.xml"))) {
        return folder;
      }
    }
    return fail("no repository above " + start);
  }
}
