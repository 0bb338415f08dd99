/** What operators see: health, metrics, logs, API documents. */
package org.avatarengine.systemtests.operate;
