/**
 * Sessions over HTTP. Requests are answered on the event loop of their connection; what concerns a
 * session is asked on the session's own.
 */
package org.avatarengine.live.api;
