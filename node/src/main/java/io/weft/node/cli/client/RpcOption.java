package io.weft.node.cli.client;

import java.net.URI;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code --rpc}: which node a command talks to. */
public final class RpcOption {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--rpc",
      paramLabel = "URL",
      defaultValue = "http://127.0.0.1:8545",
      description = "JSON-RPC endpoint of the node (default: ${DEFAULT-VALUE})")
  private String url;

  /** Opens a client; the caller closes it. */
  public JsonRpc connect() {
    try {
      URI uri = URI.create(url.contains("://") ? url : "http://" + url);
      if (uri.getHost() != null
          && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
        return new JsonRpc(uri);
      }
    } catch (IllegalArgumentException e) {
      // told below
    }
    throw new ParameterException(
        command.commandLine(), "--rpc: expected an http or https URL, got '" + url + "'");
  }
}
