/**
 * Taking uploads in: parsing and checking while streaming to disk, then record, bytes and job, then
 * the wait for the verdict. Everything runs on the request's event loop; disk work does not.
 */
package org.avatarengine.registration.intake;
