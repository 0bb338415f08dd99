/** What arrives from Kafka, handed to the feature that it concerns. One message at a time. */
package org.avatarengine.registration.inbox;
