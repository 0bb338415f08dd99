/**
 * Registrations that outside producers ask for over Kafka: reading the record, fetching the
 * original, handing it to the intake, or refusing it with reasons. Event loops only; disk and name
 * look-ups run on worker threads.
 */
package org.avatarengine.registration.request;
