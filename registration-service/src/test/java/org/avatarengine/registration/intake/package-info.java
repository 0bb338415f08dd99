/** Parsing and checking of uploads. */
package org.avatarengine.registration.intake;
