package org.asclepion.host.http;

import io.netty.handler.codec.http.HttpHeaders;
import java.net.InetAddress;

/**
 * What a route gets to see of a request.
 *
 * @param path decoded, without the query
 * @param body at most {@link HttpPipeline#MAX_BODY_BYTES}
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, never changed
record Request(String method, String path, HttpHeaders headers, byte[] body, InetAddress remote) {}
