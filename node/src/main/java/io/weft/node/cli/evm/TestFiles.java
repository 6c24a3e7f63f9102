package io.weft.node.cli.evm;

import com.github.luben.zstd.ZstdInputStream;
import io.weft.node.cli.CommandFailure;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * Finds fixtures: single files, folders with all below them, and archives without unpacking them.
 */
final class TestFiles {
  private static final String ARCHIVE = ".tar.zst";
  private static final long MAX_BYTES = 512L << 20;

  private TestFiles() {}

  /** Hands over every JSON file under these paths, one at a time, in a stable order. */
  static void forEach(List<Path> paths, Consumer<TestFile> action) {
    for (Path path : paths) {
      try {
        forEach(path, action);
      } catch (IOException e) {
        throw new CommandFailure("cannot read " + path + ": " + e.getMessage(), e);
      }
    }
  }

  private static void forEach(Path path, Consumer<TestFile> action) throws IOException {
    if (Files.isDirectory(path)) {
      List<Path> found;
      try (Stream<Path> walk = Files.walk(path)) {
        found = walk.filter(TestFiles::isFixture).sorted().toList();
      }
      for (Path file : found) {
        read(file, action);
      }
    } else if (Files.isRegularFile(path)) {
      read(path, action);
    } else {
      throw new CommandFailure("no such file or folder: " + path);
    }
  }

  private static boolean isFixture(Path path) {
    String name = path.toString();
    return Files.isRegularFile(path) && (isJson(name) || name.endsWith(ARCHIVE));
  }

  private static boolean isJson(String name) {
    return name.endsWith(".json") && !name.contains("/.meta/");
  }

  private static void read(Path file, Consumer<TestFile> action) throws IOException {
    if (file.toString().endsWith(ARCHIVE)) {
      try (InputStream in = Files.newInputStream(file)) {
        readArchive(file.getFileName() + ":", in, action);
      }
    } else {
      action.accept(new TestFile(file.toString(), Files.readAllBytes(file)));
    }
  }

  private static void readArchive(String prefix, InputStream in, Consumer<TestFile> action)
      throws IOException {
    // The window of the archives is 2^27 bytes, more than other decoders take.
    ZstdInputStream plain = new ZstdInputStream(new BufferedInputStream(in, 1 << 16));
    plain.setLongMax(27);
    TarArchiveInputStream tar = new TarArchiveInputStream(new BufferedInputStream(plain, 1 << 16));
    for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
      if (entry.isFile() && isJson(entry.getName())) {
        if (entry.getSize() > MAX_BYTES) {
          throw new CommandFailure(
              entry.getName()
                  + ": expected at most "
                  + MAX_BYTES
                  + " bytes, got "
                  + entry.getSize());
        }
        action.accept(new TestFile(prefix + entry.getName(), tar.readAllBytes()));
      }
    }
  }
}
