/** What tests of every module need to hold records against docs/api/asyncapi.yaml. */
package org.avatarengine.platform.outbox.testing;
