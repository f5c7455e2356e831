#!/usr/bin/perl
# A message centre on Debian's Net::SMPP, told what to do by JSON lines on standard input (see ../scripted/protocol.ts).
# Its decoding and encoding are the library's; the bytes of bad PDUs come ready made and are written past it.
use strict;
use warnings;
use Encode ();
use IO::Select;
use JSON::PP;
use Net::SMPP;

use constant {
    FIRST_HAND_MADE => 0x40000000,
    ESME_RTHROTTLED => 0x58,
    ESME_RINVBNDSTS => 0x04,
    UDH_INDICATOR   => 0x40,
};

my ($port) = @ARGV;
$SIG{PIPE} = 'IGNORE';
# The library warns of every closed socket and every TLV it has no name for.
$SIG{__WARN__} = sub { print STDERR @_ if $_[0] =~ /^net-smpp:/ };
$| = 1;

my $json     = JSON::PP->new->utf8->canonical;
my $listener = Net::SMPP->new_listen('127.0.0.1', port => $port, smpp_version => 0x34, listen => 64)
    or die "net-smpp: cannot listen on $port: $!\n";
my $select = IO::Select->new($listener, \*STDIN);
my %sessions;       # number => { socket, bound, sequence, deliveries }
my %number_of;      # fileno => number
my $last_session = 0;
my $last_message = 0x1f00;
my $ids          = 'hex';
my ($rate, $counted_second, $counted) = (undef, 0, 0);
my $commands = '';

saw('listening');
while (1) {
    for my $handle ($select->can_read) {
        if    ($handle == $listener)           { accept_session() }
        elsif (fileno($handle) == fileno(STDIN)) { read_commands() }
        else                                   { read_session($handle) }
    }
}

sub saw {
    my ($what, %fields) = @_;
    print $json->encode({ saw => $what, %fields }), "\n";
}

sub accept_session {
    my $socket = $listener->accept or return;
    $socket->set_version(0x34);
    $last_session += 1;
    $number_of{ fileno $socket } = $last_session;
    $sessions{$last_session} = { socket => $socket, bound => 0, sequence => 0, deliveries => {} };
    $select->add($socket);
}

sub end_session {
    my ($number) = @_;
    my $session = delete $sessions{$number} or return;
    $select->remove($session->{socket});
    delete $number_of{ fileno $session->{socket} };
    close $session->{socket};
    saw('closed', session => $number) if $session->{bound};
}

sub read_session {
    my ($socket) = @_;
    my $number   = $number_of{ fileno($socket) // -1 } or return;
    my $pdu      = $socket->read_pdu;
    return end_session($number) if !defined $pdu;
    handle($number, $sessions{$number}, $pdu);
}

sub handle {
    my ($number, $session, $pdu) = @_;
    my $socket = $session->{socket};
    my $name   = $pdu->explain_cmd;
    if ($name =~ /^bind_(?:transceiver|transmitter|receiver)$/) {
        my $answer = "${name}_resp";
        $socket->$answer(system_id => 'net-smpp', seq => $pdu->{seq});
        $session->{bound} = 1;
        saw('bound', session => $number, systemId => $pdu->{system_id});
    }
    elsif ($name eq 'submit_sm') { submitted($number, $session, $pdu) }
    elsif ($name eq 'enquire_link') { $socket->enquire_link_resp(seq => $pdu->{seq}) }
    elsif ($name eq 'unbind') {
        $socket->unbind_resp(seq => $pdu->{seq});
        saw('unbind', session => $number);
    }
    elsif ($name eq 'unbind_resp') {
        saw('unbound', session => $number);
        end_session($number);
    }
    elsif ($name eq 'deliver_sm_resp' && exists $session->{deliveries}{ $pdu->{seq} }) {
        my $id = delete $session->{deliveries}{ $pdu->{seq} };
        saw('acknowledged', id => $id, status => 0 + $pdu->{status});
    }
    elsif ($name eq 'enquire_link_resp' && $pdu->{seq} < FIRST_HAND_MADE) { saw('alive', session => $number) }
    elsif ($pdu->{cmd} & 0x80000000) {
        saw('answer', session => $number, command => $pdu->{cmd}, status => 0 + $pdu->{status}, sequence => $pdu->{seq});
    }
    else { $socket->generic_nack(seq => $pdu->{seq}, status => 3) }
}

sub submitted {
    my ($number, $session, $pdu) = @_;
    my $status = !$session->{bound} ? ESME_RINVBNDSTS : allowed() ? 0 : ESME_RTHROTTLED;
    my ($text, $part) = content($pdu);
    my %taken;
    if ($status == 0) {
        $last_message += 1;
        %taken = (messageId => $ids eq 'hex' ? sprintf('%08x', $last_message) : "$last_message");
    }
    # Told before it is answered: what was answered is known, also when this process is killed between the two.
    saw(
        'submitted',
        session    => $number,
        from       => $pdu->{source_addr},
        to         => $pdu->{destination_addr},
        text       => $text,
        status     => $status,
        registered => 0 + $pdu->{registered_delivery},
        %taken, ($part ? (part => $part) : ()),
    );
    $session->{socket}
        ->submit_sm_resp(seq => $pdu->{seq}, status => $status, message_id => $taken{messageId} // '');
}

# The words of a message and which part of a long text they are.
sub content {
    my ($pdu) = @_;
    my $bytes = $pdu->{short_message};
    my $part;
    if ($pdu->{esm_class} & UDH_INDICATOR) {
        my $header = substr $bytes, 1, ord $bytes;
        $bytes = substr $bytes, 1 + ord $bytes;
        $part = part_of($header);
    }
    elsif (defined $pdu->{sar_msg_ref_num}) {
        $part = {
            reference => unpack('n', $pdu->{sar_msg_ref_num}),
            total     => unpack('C', $pdu->{sar_total_segments}),
            number    => unpack('C', $pdu->{sar_segment_seqnum}),
        };
    }
    $bytes = $pdu->{message_payload} if $bytes eq '' && defined $pdu->{message_payload};
    my $alphabet = $pdu->{data_coding} == 8 ? 'UTF-16BE' : 'gsm0338';
    return (Encode::decode($alphabet, $bytes), $part);
}

sub part_of {
    my ($header) = @_;
    while (length $header >= 2) {
        my ($element, $data) = unpack 'C C/a', $header;
        $header = substr $header, 2 + length $data;
        my $template = $element == 0 ? 'CCC' : $element == 8 ? 'nCC' : next;
        my ($reference, $total, $number) = unpack $template, $data;
        return { reference => $reference, total => $total, number => $number };
    }
    return undef;
}

# Counts by the second of the clock, as many message centres do.
sub allowed {
    return 1 if !defined $rate;
    my $second = int time;
    ($counted_second, $counted) = ($second, 0) if $second != $counted_second;
    $counted += 1;
    return $counted <= $rate;
}

sub read_commands {
    my $read = sysread STDIN, $commands, 65_536, length $commands;
    exit 0 if !$read;
    while ($commands =~ s/^([^\n]*)\n//) { command($json->decode($1)) }
}

sub command {
    my ($told) = @_;
    my $do = $told->{do};
    if ($do eq 'allow') { $rate = $told->{perSecond}; return }
    if ($do eq 'spell') { $ids = $told->{ids}; return }
    # A session that ended meanwhile has nobody to hear it.
    my $session = $sessions{ $told->{session} } or return;
    my $socket  = $session->{socket};
    if    ($do eq 'deliver') { deliver($session, $told) }
    elsif ($do eq 'write')   { $socket->syswrite(pack 'H*', $told->{hex}) }
    elsif ($do eq 'enquire') { $socket->enquire_link(seq => ++$session->{sequence}, async => 1) }
    elsif ($do eq 'unbind')  { $socket->unbind(seq => ++$session->{sequence}, async => 1) }
}

sub deliver {
    my ($session, $told) = @_;
    my $bytes     = Encode::encode($told->{dataCoding} == 8 ? 'UTF-16BE' : 'gsm0338', $told->{text});
    my $esm_class = $told->{esmClass};
    my @tlvs;
    if (my $part = $told->{part}) {
        my @of = @{$part}{qw(reference total number)};
        if ($part->{mark} eq 'sar') {
            @tlvs = (
                sar_msg_ref_num    => pack('n', $of[0]),
                sar_total_segments => pack('C', $of[1]),
                sar_segment_seqnum => pack('C', $of[2]),
            );
        }
        else {
            $bytes = ($part->{mark} eq 'udh8' ? pack('C6', 5, 0, 3, @of) : pack('C3nCC', 6, 8, 4, @of)) . $bytes;
            $esm_class |= UDH_INDICATOR;
        }
    }
    my $sequence = ++$session->{sequence};
    $session->{deliveries}{$sequence} = $told->{id};
    $session->{socket}->deliver_sm(
        seq              => $sequence,
        async            => 1,
        source_addr_ton  => 1,
        source_addr_npi  => 1,
        source_addr      => $told->{from},
        dest_addr_ton    => 0,
        dest_addr_npi    => 1,
        destination_addr => $told->{to},
        esm_class        => $esm_class,
        data_coding      => $told->{dataCoding},
        short_message    => $bytes,
        @tlvs,
    );
}
