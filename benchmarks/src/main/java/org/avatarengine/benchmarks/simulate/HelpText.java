package org.avatarengine.benchmarks.simulate;

/** What {@code ./avatar simulate --help} says. */
final class HelpText {

  static final String SIMULATE =
      """
      Performers and viewers without a head, over good links and bad ones, and what the viewers
      lived through: exactness, error, latency, stalls, recovery, bandwidth.

      usage: ./avatar simulate [OPTIONS]                      one run
             ./avatar simulate compare --a "OPTIONS" --b "OPTIONS" [--rounds 5] [OPTIONS]
             ./avatar simulate stress [--minutes 5] [--only STAGE[,STAGE]] [OPTIONS]

      who
        --sessions N         live sessions, each with a performer and viewers of its own   (1)
        --viewers M          viewers of each session                                       (2)
        --perform HOW        live-link (UDP packets of version 6), ws, rtc, nobody (live-link)
        --watch HOW          ws, rtc, or mixed                                            (ws)
        --format FORM        binary, json, msgpack                                    (binary)
        --source FILE        a recorded face, in a loop: a Live Link Face .csv, an LLV
                             .gesichter, or a recording of ours     (a synthetic face a session)
        --seed N             of faces, links and sessions                                  (1)
        --duration TIME      of the measurement: 500ms, 30s, 5m                          (10s)

      what
        --level L            0, 1, 2, 3, or auto: chosen by the viewers' reports         (auto)
        --fps N              of the sessions, 1 to 60                                     (60)
        --profile P          8bit or 7bit                                               (8bit)
        --preset NAME        the sessions' animation preset                              (raw)
        --ack-every N        viewers acknowledge every N-th frame number                   (1)
        --light              viewers acknowledge without decoding: thousands a core, but
                             nothing is compared
        --analysed N         viewers of a session that are kept frame by frame             (4)
        --replay-sessions N  sessions whose flight recording is fetched, so that viewers are
                             compared with what went into the encoder                      (4)

      where
        --in-process         no sockets: the engine's own session on a virtual clock; with the
                             same seed the same run, on any machine
        --url ADDRESS        the gateway                 (the one that ./avatar up has started)
        --direct ADDRESS     sessions at an animation-service itself; auto: the one of ./avatar up
        --user NAME          who signs in                                               (demo)
        --password WORD                                     (the demo login of ./avatar up)
        --token TOKEN        an access token instead of signing in

      bad links, both ways, or one way with up- or down- before the name (--down-loss 10%)
        --loss 10%           lost packets
        --burst 3            how many are lost in a row, on average                        (1)
        --delay 40ms         of every packet
        --jitter 20ms        standard deviation of the delay
        --reorder 2%         packets that later ones overtake
        --duplicate 1%       packets that come twice
        --bandwidth 256kbit  a queue of 250 ms before it, then packets are dropped
        In process, links carry datagrams. Over sockets a UDP proxy stands before WebRTC and Live
        Link, and a TCP proxy before WebSockets: TCP repeats what is lost, so it comes late.

      result
        --json FILE          all figures for programs, beside the table for people

      compare runs two sets of options in turn, a b, b a, and so on, each round with a seed of its
      own, and tells for each figure the median ratio b / a and its spread. Options outside of
      --a and --b hold for both.

      stress doubles sessions and viewers until a limit breaks, then mistreats the engine: churn,
      damaged messages, readers that stall, everybody coming back at once; it says which limit
      broke first and whether heap and threads of the service returned to where they were.
        --minutes N          for all of it                                                 (5)
        --only STAGES        sessions, viewers, churn, malformed, slow, storm            (all)
        --limit-p99 TIME     latency that counts as broken                              (50ms)
        --limit-loss SHARE   frames not shown that count as broken                        (1%)
        --metrics ADDRESS    the animation-service that is watched       (the one of ./avatar up)

      examples
        ./avatar simulate --in-process --loss 10% --burst 3 --delay 40ms
        ./avatar simulate --sessions 100 --viewers 1 --duration 30s --direct auto
        ./avatar simulate --watch rtc --viewers 20 --down-loss 10% --jitter 20ms --json run.json
        ./avatar simulate --source take1.csv --perform ws --format json
        ./avatar simulate compare --in-process --loss 10% --a "--profile 8bit" --b "--profile 7bit"
        ./avatar simulate stress --minutes 5

      exit codes: 0 well; 1 it ran and something broke: frames that differ, lost connections, a
      limit; 2 words that make no sense; 3 the engine not reached or refusing, a file not read;
      130 interrupted. Sessions are ended in any case, also by Ctrl-C.
      """;

  private HelpText() {}
}
