/**
 * The whole engine under test, started by the project's own script, and a client of its gateway.
 */
package org.avatarengine.systemtests.engine;
