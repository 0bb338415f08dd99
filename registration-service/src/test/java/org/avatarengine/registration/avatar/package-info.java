/** Editing of avatars. */
package org.avatarengine.registration.avatar;
