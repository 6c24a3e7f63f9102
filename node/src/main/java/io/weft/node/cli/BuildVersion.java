package io.weft.node.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** Names this build: version, commit and the JDK it runs on. */
public final class BuildVersion implements IVersionProvider {

  /** Written by the build beside the classes. */
  private static final String RESOURCE = "/io/weft/node/build.properties";

  /** The version alone, as clients see it in {@code web3_clientVersion}. */
  public static String version() {
    return properties().getProperty("version", "unknown");
  }

  /** The abbreviated commit of the sources, or {@code unknown} where they were no git checkout. */
  public static String commit() {
    return properties().getProperty("commit", "unknown");
  }

  @Override
  public String[] getVersion() {
    return new String[] {
      "weft " + version() + " (commit " + commit() + ", JDK " + Runtime.version() + ")"
    };
  }

  private static Properties properties() {
    Properties properties = new Properties();
    try (InputStream in = BuildVersion.class.getResourceAsStream(RESOURCE)) {
      if (in != null) {
        properties.load(in);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + RESOURCE, e);
    }
    return properties;
  }
}
