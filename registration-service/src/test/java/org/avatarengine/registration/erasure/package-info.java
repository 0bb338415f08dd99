/** The steps of an erasure. */
package org.avatarengine.registration.erasure;
