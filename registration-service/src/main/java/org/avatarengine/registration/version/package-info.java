/**
 * Making an avatar's face anew out of the same original, and the list of all its versions. Event
 * loops only.
 */
package org.avatarengine.registration.version;
