/** Tests of the requests of outside producers. */
package org.avatarengine.registration.request;
