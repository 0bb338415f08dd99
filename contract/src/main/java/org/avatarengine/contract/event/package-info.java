/** What travels on Kafka: one envelope, sealed families of commands and facts. Immutable values. */
package org.avatarengine.contract.event;
