/**
 * Avatars: the record, its states, where it is kept and how it is shown. Values are immutable; the
 * store and the resource run on the event loop of the request.
 */
package org.avatarengine.registration.avatar;
