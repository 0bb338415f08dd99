/** Tests of the whole service, and what plays its neighbours. */
package org.avatarengine.job;
