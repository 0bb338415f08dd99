/** How the studio's files are served: headers and the fallback of a one-page app. Event loop. */
package org.avatarengine.gateway.studio;
