/** Places and wake-ups. */
package org.avatarengine.registration.waiting;
