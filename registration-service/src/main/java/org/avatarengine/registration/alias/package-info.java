/**
 * The paths and names by which the requirement's own clients know the registration: translated both
 * ways, and nothing else. Event loops only.
 */
package org.avatarengine.registration.alias;
