"""A device, or a display, that is not ours: GStreamer's webrtcbin, with WHIP and WHEP spoken here.

python3 device.py publish ENDPOINT TOKEN vp8|h264    shows a test picture until its input ends
python3 device.py receive ENDPOINT TOKEN vp8|h264    decodes what it is shown until its input ends
Prints a line for each thing that happens: "session 201", "frames N", "state NAME", "closed STATUS".
The token may also be in the variable ASCLEPION_TOKEN, where other people's `ps` does not show it.
"""
import os
import sys
import threading
import urllib.error
import urllib.parse
import urllib.request

import gi

gi.require_version("Gst", "1.0")
gi.require_version("GstWebRTC", "1.0")
gi.require_version("GstSdp", "1.0")
from gi.repository import GLib, Gst, GstSdp, GstWebRTC  # noqa: E402

CAPS = {
    "vp8": "application/x-rtp,media=video,encoding-name=VP8,payload=96,clock-rate=90000",
    "h264": "application/x-rtp,media=video,encoding-name=H264,payload=97,clock-rate=90000,packetization-mode=(string)1",
}
# Who sends says the level that it encodes; who receives has to say what it can take.
TAKES = {"vp8": "", "h264": ",profile-level-id=(string)42e01f"}
ENCODE = {
    "vp8": "vp8enc deadline=1 cpu-used=8 keyframe-max-dist=60 target-bitrate=600000 ! rtpvp8pay picture-id-mode=15-bit",
    # Parameters before each key frame, so that who comes later can begin.
    "h264": "x264enc tune=zerolatency sliced-threads=false speed-preset=ultrafast key-int-max=60 bitrate=600 ! video/x-h264,profile=constrained-baseline"
    " ! rtph264pay config-interval=-1 aggregate-mode=zero-latency",
}
DECODE = {"VP8": "rtpvp8depay ! vp8dec", "H264": "rtph264depay ! h264parse ! openh264dec"}


def say(*words):
    print(*words, flush=True)


class Peer:
    def __init__(self, way, endpoint, token, codec):
        self.way, self.endpoint, self.token, self.codec = way, endpoint, token, codec
        self.session = None
        self.frames = 0
        self.loop = GLib.MainLoop()
        self.pipe = Gst.Pipeline.new("device")
        if way == "publish":
            self.pipe = Gst.parse_launch(
                "webrtcbin name=rtc bundle-policy=max-bundle "
                "videotestsrc is-live=true pattern=ball ! video/x-raw,format=I420,width=320,height=180,framerate=15/1 ! queue ! "
                f"{ENCODE[codec]} ! {CAPS[codec]} ! rtc."
            )
            self.rtc = self.pipe.get_by_name("rtc")
        else:
            self.rtc = Gst.ElementFactory.make("webrtcbin", "rtc")
            self.rtc.set_property("bundle-policy", GstWebRTC.WebRTCBundlePolicy.MAX_BUNDLE)
            self.pipe.add(self.rtc)
            self.rtc.connect("pad-added", self.on_pad)
            self.rtc.emit("add-transceiver", GstWebRTC.WebRTCRTPTransceiverDirection.RECVONLY, Gst.Caps.from_string(CAPS[codec] + TAKES[codec]))
        # By itself it looks for addresses of networks only, so not on a machine that talks to itself.
        if "ADDRESS" in os.environ:
            # Kept: 1.22 hands out its only reference.
            self.ice = self.rtc.get_property("ice-agent")
            self.ice.emit("add-local-ip-address", os.environ["ADDRESS"])
        self.rtc.connect("on-negotiation-needed", self.on_negotiation)
        self.rtc.connect("notify::connection-state", lambda *_: say("state", self.rtc.get_property("connection-state").value_nick))
        self.offered = False

    def run(self):
        self.pipe.set_state(Gst.State.PLAYING)
        threading.Thread(target=self.until_input_ends, daemon=True).start()
        if self.way == "receive":
            GLib.timeout_add(100, self.tell)
        self.loop.run()
        self.pipe.set_state(Gst.State.NULL)

    def until_input_ends(self):
        sys.stdin.read()
        if self.session:
            say("closed", self.http("DELETE", self.session, None)[0])
        GLib.idle_add(self.loop.quit)

    def tell(self):
        say("frames", self.frames)
        return True

    def on_negotiation(self, _):
        if not self.offered:
            self.offered = True
            self.rtc.emit("create-offer", None, Gst.Promise.new_with_change_func(self.on_offer, None))

    def on_offer(self, promise, _):
        # Credentials are in it already, and a lite agent needs no candidates: it can be sent as it is.
        promise.wait()
        # The description lives no longer than the reply.
        reply = promise.get_reply()
        offer = reply.get_value("offer")
        sdp = offer.sdp.as_text()
        self.rtc.emit("set-local-description", offer, Gst.Promise.new())
        threading.Thread(target=self.agree, args=[sdp], daemon=True).start()

    def agree(self, sdp):
        if os.environ.get("SHOW_SDP"):
            print(sdp, file=sys.stderr)
        status, headers, body = self.http("POST", self.endpoint, sdp.encode(), "application/sdp")
        say("session", status)
        if status != 201:
            print(body.decode(), file=sys.stderr)
            GLib.idle_add(self.loop.quit)
            return
        if os.environ.get("SHOW_SDP"):
            print(body.decode(), file=sys.stderr)
        self.session = urllib.parse.urljoin(self.endpoint, headers["Location"])
        _, answer = GstSdp.SDPMessage.new_from_text(body.decode())
        description = GstWebRTC.WebRTCSessionDescription.new(GstWebRTC.WebRTCSDPType.ANSWER, answer)
        self.rtc.emit("set-remote-description", description, Gst.Promise.new())

    def http(self, method, url, body, kind=None):
        headers = {"Authorization": f"Bearer {self.token}"}
        if kind:
            headers["Content-Type"] = kind
        try:
            with urllib.request.urlopen(urllib.request.Request(url, body, headers, method=method), timeout=10) as answer:
                return answer.status, answer.headers, answer.read()
        except urllib.error.HTTPError as fault:
            return fault.code, fault.headers, fault.read()

    def on_pad(self, _, pad):
        name = pad.get_current_caps().get_structure(0).get_string("encoding-name")
        # A clock would hold frames back: what counts is that they can be decoded.
        sink = Gst.parse_bin_from_description(f"{DECODE[name]} ! fakesink name=end sync=false signal-handoffs=true", True)
        self.pipe.add(sink)
        sink.get_by_name("end").connect("handoff", self.on_frame)
        sink.sync_state_with_parent()
        pad.link(sink.get_static_pad("sink"))

    def on_frame(self, *_):
        self.frames += 1


if __name__ == "__main__":
    Gst.init(None)
    arguments = sys.argv[1:]
    if len(arguments) == 3:
        arguments.insert(2, os.environ["ASCLEPION_TOKEN"])
    Peer(*arguments).run()
