/** Beans that are made from configuration. Runs once, at the start. */
package org.avatarengine.registration.wiring;
