package org.avatarengine.benchmarks.simulate.client;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketClientHandshaker;
import io.netty.handler.codec.http.websocketx.WebSocketClientHandshakerFactory;
import io.netty.handler.codec.http.websocketx.WebSocketVersion;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;

/**
 * WebSocket clients by the thousand: few threads, no thread per socket. Listeners are called on
 * those threads.
 */
public final class WebSockets implements AutoCloseable {

  /** The largest message that is taken. */
  public static final int MAX_MESSAGE = 256 << 10;

  /** Where the machine has it: fewer system calls a message. */
  private static final boolean EPOLL = Epoll.isAvailable();

  private final EventLoopGroup group;
  private final Duration timeout;
  private SslContext tls;

  /**
   * @param threads 1..64
   * @param timeout to connect and to upgrade
   */
  public WebSockets(int threads, Duration timeout) {
    this.group =
        new MultiThreadIoEventLoopGroup(
            threads, EPOLL ? EpollIoHandler.newFactory() : NioIoHandler.newFactory());
    this.timeout = timeout;
  }

  /**
   * Connects; the listener hears what came of it.
   *
   * @param address {@code ws://…} or {@code wss://…}
   * @param subprotocols in the order of preference; a token goes as {@code bearer.…}
   * @return to end it, even before it is open
   */
  public OpenSocket connect(URI address, List<String> subprotocols, LiveListener listener) {
    boolean secure = "wss".equals(address.getScheme());
    int port = address.getPort() > 0 ? address.getPort() : secure ? 443 : 80;
    WebSocketClientHandshaker handshaker =
        WebSocketClientHandshakerFactory.newHandshaker(
            address,
            WebSocketVersion.V13,
            String.join(",", subprotocols),
            false,
            new DefaultHttpHeaders(),
            MAX_MESSAGE);
    OpenSocket socket = new OpenSocket(handshaker, listener, timeout);
    new Bootstrap()
        .group(group)
        .channel(EPOLL ? EpollSocketChannel.class : NioSocketChannel.class)
        .option(ChannelOption.TCP_NODELAY, true)
        .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) timeout.toMillis())
        .handler(
            new ChannelInitializer<SocketChannel>() {
              @Override
              protected void initChannel(SocketChannel channel) throws SSLException {
                if (secure) {
                  channel
                      .pipeline()
                      .addLast(tls().newHandler(channel.alloc(), address.getHost(), port));
                }
                channel
                    .pipeline()
                    .addLast(new HttpClientCodec(), new HttpObjectAggregator(MAX_MESSAGE), socket);
              }
            })
        .connect(new InetSocketAddress(address.getHost(), port))
        .addListener(
            done -> {
              if (!done.isSuccess()) {
                socket.failed(done.cause());
              }
            });
    return socket;
  }

  private synchronized SslContext tls() throws SSLException {
    if (tls == null) {
      tls = SslContextBuilder.forClient().build();
    }
    return tls;
  }

  /** Ends all of them. */
  @Override
  public void close() {
    group.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly(5, TimeUnit.SECONDS);
  }
}
