package org.avatarengine.benchmarks.live.load;

/**
 * Who is to join, and where.
 *
 * @param host of the server
 * @param path of the WebSocket, or of the offer
 * @param token a viewer's; null for Socket.IO
 * @param subject the name of Live Link packets that drive the session; null for none
 * @param ingestPort where those go
 */
public record LoadMember(
    String host, int port, String path, String token, String subject, int ingestPort) {}
