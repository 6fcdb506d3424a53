package org.asclepion.host.http;

import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.asclepion.host.transport.WebSocketEndpoint;
import org.jspecify.annotations.Nullable;

/**
 * Finds who answers a request: an exact route, the upgrade to WebSocket, or a file. Immutable,
 * shared by all event loops; nothing it calls may block.
 */
@ChannelHandler.Sharable
@SuppressWarnings("FutureReturnValueIgnored") // Netty closes the channel when an operation fails
public final class Router extends SimpleChannelInboundHandler<FullHttpRequest> {
  static final String CONNECT = "/api/v1/connect";
  static final String CONTENT = "/content/";

  /** Addresses of the one page, which looks itself at which of them it was opened. */
  private static final Set<String> PAGES = Set.of("/", "/headset");

  private static final Logger LOG = LogManager.getLogger(Router.class);

  private final Map<String, Map<String, Route>> routes = new TreeMap<>();
  private final HostCheck hosts;
  private final FileSet web;
  private final FileSet content;
  private final WebSocketEndpoint endpoint;

  Router(
      List<Route> routes,
      HostCheck hosts,
      FileSet web,
      FileSet content,
      WebSocketEndpoint endpoint) {
    for (Route route : routes) {
      this.routes.computeIfAbsent(route.path(), _ -> new TreeMap<>()).put(route.method(), route);
    }
    this.hosts = hosts;
    this.web = web;
    this.content = content;
    this.endpoint = endpoint;
  }

  @Override
  protected void channelRead0(ChannelHandlerContext ctx, FullHttpRequest message) {
    if (message.decoderResult().isFailure()) {
      Answers.writeAndClose(ctx, undecodable(message.decoderResult().cause()).response());
      return;
    }
    boolean headOnly = message.method().name().equals("HEAD");
    boolean keepAlive = HttpUtil.isKeepAlive(message);
    Response response;
    try {
      Request request = read(ctx, message);
      hosts.check(request.headers());
      if (request.path().equals(CONNECT)) {
        if (!request.method().equals("GET")) {
          throw methodNotAllowed("GET");
        }
        hosts.checkOrigin(request.headers());
        WebSocketEndpoint.Refused refused = endpoint.upgrade(ctx, message, HttpPipeline.HANDLERS);
        if (refused == null) {
          return;
        }
        response = Problem.of(refused.status(), refused.code(), refused.detail()).response();
        if (refused.status() == 426) {
          response = response.with("upgrade", "websocket").with("sec-websocket-version", "13");
        }
      } else {
        response = answer(request);
      }
    } catch (Problem problem) {
      response = problem.response();
    } catch (RuntimeException e) {
      LOG.error("a request failed", e);
      response = Problem.of(500, "internal", "The server failed.").response();
    }
    Answers.write(ctx, response, headOnly, keepAlive);
  }

  private static Request read(ChannelHandlerContext ctx, FullHttpRequest message) {
    String path;
    try {
      path = new QueryStringDecoder(message.uri()).path();
    } catch (IllegalArgumentException _) {
      throw Problem.of(400, "malformed", "The address is not well-formed.");
    }
    return new Request(
        message.method().name(),
        path,
        message.headers(),
        ByteBufUtil.getBytes(message.content()),
        ((InetSocketAddress) ctx.channel().remoteAddress()).getAddress());
  }

  private Response answer(Request request) {
    Map<String, Route> methods = routes.get(request.path());
    if (methods == null) {
      int last = request.path().lastIndexOf('/');
      methods = last < 0 ? null : routes.get(request.path().substring(0, last + 1) + Route.ANY);
    }
    String method = request.method().equals("HEAD") ? "GET" : request.method();
    if (methods != null) {
      Route route = methods.get(method);
      if (route == null) {
        throw methodNotAllowed(String.join(", ", methods.keySet()));
      }
      if (!method.equals("GET")) {
        hosts.checkOrigin(request.headers());
      }
      return route.handler().handle(request);
    }
    Response file = file(request);
    if (file == null) {
      throw Problem.of(404, "not-found", "There is nothing at this address.");
    }
    if (!method.equals("GET")) {
      throw methodNotAllowed("GET");
    }
    return file;
  }

  private @Nullable Response file(Request request) {
    String path = request.path();
    if (path.startsWith(CONTENT)) {
      return content.answer(path.substring(CONTENT.length()), request);
    }
    return path.startsWith("/")
        ? web.answer(PAGES.contains(path) ? "index.html" : path.substring(1), request)
        : null;
  }

  private static Problem methodNotAllowed(String allowed) {
    return Problem.of(405, "method-not-allowed", "Use " + allowed + ".").allow(allowed);
  }

  private static Problem undecodable(Throwable cause) {
    return cause instanceof TooLongFrameException
        ? Problem.of(431, "too-large", "The request line or the headers are too long.")
        : Problem.of(400, "malformed", "Not a request of HTTP/1.1.");
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    if (!(cause instanceof IOException) && !(cause instanceof DecoderException)) {
      LOG.error("a socket failed", cause);
    }
    ctx.close();
  }
}
