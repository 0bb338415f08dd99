/** Pictures that tests draw for themselves, so that no photograph of a person is needed. */
package org.avatarengine.vision.testing;
